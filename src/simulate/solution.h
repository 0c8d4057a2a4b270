#pragma once

#include "simulate/simulation.h"
#include "solve/solution.h"

namespace gaiku::simulate {

/// A schedule as a solution of the network's programme, checked like any other: capacities at their given sizes, peaks
/// at what was reached, what a wish or a total is broken by. `method`: what it is called in results.
[[nodiscard]] solve::Solution solution_of(const Inputs& inputs, const network::LinearProblem& problem,
                                          const Schedule& schedule, const Sizes& sizes, std::string method,
                                          double tolerance = solve::check_tolerance);

}  // namespace gaiku::simulate
