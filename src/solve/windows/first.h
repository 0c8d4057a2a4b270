#pragma once

#include <vector>

#include "solve/solution.h"

namespace gaiku::solve {

/// On and off that holds, for a search over all steps at once to begin with: from the relaxation by dives (dive.h), a
/// few days after the other, then the year with it given. Empty where there is little to search, where numbers of units
/// are to be found too, and where nothing is found within a fifth of the time limit.
[[nodiscard]] std::vector<double> first_on_off(const network::Network& network, const network::LinearProblem& problem,
                                               const Solvers& solvers, const Options& options);

}  // namespace gaiku::solve
