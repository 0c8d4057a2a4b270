#pragma once

#include <string>

#include "operate/image.h"
#include "telemetry/store/store.h"

namespace gaiku::operate {

/// Fewer others are not told, so that nobody reads a neighbour out of a mean.
inline constexpr std::size_t least_comparable = 3;

/// A building's electricity, kWh, from its half-hours in the store:
/// - today_kwh: of the half-hours that are over since 0:00 by the clock of the time zone; usual_kwh: the mean of the
/// same half-hours of the last four
///   weeks' days of the same kind (Monday to Friday that are no holidays, or the others); hours: each of today's
///   half-hours beside its usual one;
/// - month_kwh: of the month so far; month_cost_yen: what its half-hours cost at the price or by the tariff of its
///   block's grid connection (building_cost.h), with what is in it in month_cost_note;
/// - like_kwh: what the month so far would be at the mean of the other buildings of its use, by household or floor area
///   where both say it; null with fewer than least_comparable of them;
/// - days: the last 30 with what is known of them.
/// Of a home in a building of several (homes.0017, its meter's name) the same, beside the mean of all homes that are
/// metered there.
/// What is not known is null. Times in ms since 1970. Empty for a building that the district does not have. Throws
/// StoreError. Reads some thousand half-hours: to be kept for some seconds where many ask.
[[nodiscard]] std::string building_json(telemetry::Store& store, const District& district, const std::string& building,
                                        const std::string& time_zone, TimeMs now);

}  // namespace gaiku::operate
