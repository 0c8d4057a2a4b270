#pragma once

#include "district/district.h"
#include "plan/network/names.h"
#include "plan/network/result.h"

/// What the things of a network plan are called in headings and legends; within sentences: plan/network/names.h.
namespace gaiku {

[[nodiscard]] Text carrier_label(const District& district, const std::string& carrier);
[[nodiscard]] Text place_label(const District& district, const std::string& place);
/// Its own name; without one that of its building, or "heat demand" where it is the only one of its balance.
[[nodiscard]] Text demand_name(const District& district, const NetworkPlan& plan, const std::string& id);
/// The asset or the demand that bears a cost.
[[nodiscard]] Text owner_name(const District& district, const NetworkPlan& plan, const PlannedCost& cost);
/// "co2_limit": CO2 of the year.
[[nodiscard]] Text limit_name(const std::string& key);
/// Of one of several sizes of an asset; empty for "capacity".
[[nodiscard]] Text part_name(const PlannedSize& size);
/// Of a kind of units, "units of 25 kW".
[[nodiscard]] Text units_name(const std::string& part);

/// The block an asset stands in; empty where the district has one place or the asset lies between places.
[[nodiscard]] std::string shown_place(const District& district, const std::string& place);

}  // namespace gaiku
