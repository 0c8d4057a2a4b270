#pragma once

#include <nlohmann/json_fwd.hpp>

#include "plan/finance/result.h"

namespace gaiku {

/// Adds to a scenario of plan.json or of the report what finance, solve_for and uncertainty gave; nothing where the
/// file does not ask. schema/plan.schema.json says what stands in it.
///
/// finance      {basis, currency, funding, period_years, discount_rate, inflation, price_year,
///               operator: rows of the account by name, a number a year; third_party: the same, or null,
///               baseline: {scenario, yearly_yen, npv_yen, irr: [], payback_years, discounted_payback_years} or null,
///               figures: [{id, symbol, name, unit, value, note, formula, numbers}]}
/// solve_for    [{id, name, variable, of, goal, low, high, now, goal_now_yen, value, roots: [{value, rises, jump}],
///               met: [{from, to}], statement}]
/// uncertainty  {runs, seed, probability_npv_positive, npv_mean_yen, npv_deviation_yen, levels, npv_yen,
///               cumulative_yen: by year, inputs: [...], drivers: [{id, name, rank_correlation, variance_share}]}
void add_finance_json(nlohmann::ordered_json& scenario, const FinancePlan& plan);

}  // namespace gaiku
