#pragma once

#include <optional>
#include <span>
#include <string>

#include "base/text.h"
#include "district/district.h"
#include "telemetry/store/reader.h"

namespace gaiku::operate {

/// What a building's electricity costs, and of what that is made; `note` is empty where it is kWh at one price.
struct Cost {
    double yen = 0;
    Text note{};
};

/// What the half-hours of a month so far cost (kWh, by time, from `begin` on, those before `end`) at what the block's
/// grid connection pays: at its price, or by its tariff (tariff/bill.h): energy charges and levies of the building's
/// own kWh with the taxes and discounts on them, without what the connection pays for demand or for being there. A
/// levy that is not known is that of the last fiscal year known. Nothing where the block has no connection or several,
/// where the price changes by the hour without a tariff, or comes from a series of the planned year.
[[nodiscard]] std::optional<Cost> cost_of(const District& district, const std::string& block,
                                          std::span<const telemetry::Figure> half_hours, telemetry::TimeMs begin,
                                          telemetry::TimeMs end);

}  // namespace gaiku::operate
