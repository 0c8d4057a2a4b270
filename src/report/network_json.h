#pragma once

#include <nlohmann/json_fwd.hpp>

#include "plan/network/result.h"

namespace gaiku {

/// What method network adds to a scenario of plan.json. All sums are of the hours planned ("annual.hours"): a year,
/// unless plan.hours is shorter.
///
/// capacities  [{id, technology, part, kw | kwh: number or null (unlimited),
///               binding: "free" | "unused" | "lower" | "upper" | "given" | "units" | "unlimited", source}]
/// annual      {cost, currency, basis: "yearly" | "life_cycle", hours, capital, unserved_kwh,
///              primary_energy_gj, co2_t: number or null (a supply has no factor), self_supply_ratio: number or null}
/// costs       [{id: the asset or demand, kind: "capital" | "upkeep" | "demand_charge" | "energy" | "revenue" |
///              "unserved", amount}]; they add up to annual.cost, revenue is negative
/// flows       [{from, to, carrier, kwh_per_year}]; a node is an asset by its id, a balance "X1/electricity"
///             ("district/electricity" without blocks), "demand:ID", "outside:CARRIER" or "unserved:CARRIER"
/// solve       {rows, columns, nonzeros, method, started_from, build_s, solve_s, peak_memory_mb, gap,
/// primal_infeasibility,
///              dual_infeasibility, cleaned, largest_excess}
/// explanation {capacities: [{id, part, binding, reduced_cost, text: {en, ja}}],
///              prices: [{place, carrier, mean, lowest, highest, sources: [{id, flow, hours}]}],
///              limits: [{id, quantity, kind, source, steps, price_sum}],
///              totals: [{id, unit, value, bound, shadow_price}]}
/// bills       see bills_json.h
void add_network_json(nlohmann::ordered_json& scenario, const NetworkPlan& plan);

/// What plan.json and report.html both say of the solver's work.
[[nodiscard]] nlohmann::ordered_json solve_figures_json(const SolveFigures& figures);

}  // namespace gaiku
