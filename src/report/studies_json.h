#pragma once

#include <nlohmann/json_fwd.hpp>

#include "plan/network/studies.h"

namespace gaiku {

/// What fronts and sensitivities add to a scenario of plan.json.
///
/// front       {against: "co2" | "primary_energy", points: [{state: "planned" | "failed", limit: t or GJ, null at the
/// least
///              cost, cost, capital, marginal_cost: money a t or GJ, co2_t, primary_energy_gj, capacities: [{id, part,
///              kw | kwh}], method, started_from, solve_s}], findings}
/// sensitivity {cost, items: [{entry, by, low, high: {state, cost, co2_t, capacities}, turns: [{from, to, enters,
/// leaves}]}]}
///              the widest item first; from and to are relative changes between which other equipment is built
[[nodiscard]] nlohmann::ordered_json front_json(const Front& front);
[[nodiscard]] nlohmann::ordered_json sensitivity_json(const Sensitivity& sensitivity);

}  // namespace gaiku
