#pragma once

#include <nlohmann/json_fwd.hpp>

#include "plan/plan.h"

namespace gaiku {

/// stages of plan.json and the report: planned scenarios that have a year, path by path, each by year.
/// [{scenario, path: the first stage of those that follow each other, year, after: scenario or null, cost, currency,
///   capital: of all that stands, new_capital, co2_t, primary_energy_gj: number or null}]
[[nodiscard]] nlohmann::ordered_json stages_json(const Plan& plan);

}  // namespace gaiku
