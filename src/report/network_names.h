#pragma once

#include "district/district.h"
#include "plan/network/result.h"

/// What the things of a network plan are called, in both languages.
namespace gaiku {

[[nodiscard]] Text carrier_name(const District& district, const std::string& carrier);
[[nodiscard]] Text place_name(const District& district, const std::string& place);
[[nodiscard]] Text asset_name(const District& district, const std::string& id);
/// Its own name; without one that of its building, or "heat demand" where it is the only one of its balance.
[[nodiscard]] Text demand_name(const District& district, const NetworkPlan& plan, const std::string& id);
/// The asset or the demand that bears a cost.
[[nodiscard]] Text owner_name(const District& district, const NetworkPlan& plan, const PlannedCost& cost);
/// "co2_limit": CO2 of the year.
[[nodiscard]] Text limit_name(const std::string& key);
/// Of one of several sizes of an asset; empty for "capacity".
[[nodiscard]] Text part_name(const PlannedSize& size);

[[nodiscard]] const Record* find_asset(const District& district, const std::string& id);
/// The block an asset stands in; empty where the district has one place or the asset lies between places.
[[nodiscard]] std::string shown_place(const District& district, const std::string& place);

}  // namespace gaiku
