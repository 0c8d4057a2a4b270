#pragma once

#include "plan/network/model.h"
#include "plan/network/result.h"
#include "solve/solution.h"

namespace gaiku {

/// A checked solution in the district's words: sizes, energies, cost, CO2, primary energy, prices, schedules.
[[nodiscard]] NetworkPlan read_back(const District& district, const NetworkModel& model,
                                    const network::LinearProblem& problem, const solve::Solution& solution);

}  // namespace gaiku
