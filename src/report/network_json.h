#pragma once

#include <nlohmann/json_fwd.hpp>

#include "plan/network/result.h"

namespace gaiku {

/// What method network adds to a scenario of plan.json. All sums are of the hours planned ("annual.hours"): a year,
/// unless plan.hours is shorter.
///
/// capacities  [{id, technology, part, kw | kwh: number or null (unlimited),
///               binding: "free" | "unused" | "lower" | "upper" | "given" | "unlimited", source}]
/// annual      {cost, currency, basis: "yearly" | "life_cycle", hours, capital, unserved_kwh,
///              primary_energy_gj, co2_t: number or null (a supply has no factor), self_supply_ratio: number or null}
/// flows       [{from, to, carrier, kwh_per_year}]; a node is an asset, a demand, a balance ("X1/electricity"),
/// "outside"
///             of the district, or "unserved"
/// solve       {rows, columns, nonzeros, method, started_from, build_s, solve_s, peak_memory_mb, gap,
/// primal_infeasibility,
///              dual_infeasibility, cleaned, largest_excess}
/// explanation {capacities: [{id, part, binding, reduced_cost, text: {en, ja}}],
///              prices: [{place, carrier, mean, lowest, highest, sources: [{id, flow, hours}]}],
///              limits: [{id, quantity, kind, source, steps, price_sum}]}
/// bills       see bills_json.h
void add_network_json(nlohmann::ordered_json& scenario, const NetworkPlan& plan);

}  // namespace gaiku
