#pragma once

#include <vector>

#include "demand/use_tables.h"
#include "resource/weather.h"

namespace gaiku {

/// 8,760 numbers, one an hour of the planning year, 1 January 0:00 first.
using HourlyYear = std::vector<double>;

/// What the shapes of a building follow.
struct ShapeBasis {
    const BuildingUse& use;
    const YearDays& days;
    const HourlyYear* temperature_c = nullptr;  ///< outdoors; nothing where none is known
    /// Air conditioning in the year's electricity, over that in the climate of the unit load.
    double air_conditioning = 1;
};

/// What cooling, heating or air conditioning (of electricity) follows, K in each hour: the degrees above cooling_from
/// or below heating_below, times presence and level of the month. 0 everywhere without a temperature.
[[nodiscard]] HourlyYear degrees_of(Service service, const ShapeBasis& basis);

/// How a year of a service falls on its hours by the tables: shares that sum to 1, or all 0 where the tables have no
/// hour of use (no day so warm, no presence).
[[nodiscard]] HourlyYear year_shape(Service service, const ShapeBasis& basis);

/// The same by a pattern of the district file (an entry of `patterns`): `days` of it decide where it has any, else the
/// shape given; its months rescale each month.
[[nodiscard]] HourlyYear with_pattern(HourlyYear shape, const Record& pattern, const YearDays& days);

/// Whether the tables' shape needs the outdoor temperature.
[[nodiscard]] bool follows_temperature(Service service, const BuildingUse& use);

}  // namespace gaiku
