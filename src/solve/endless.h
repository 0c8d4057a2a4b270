#pragma once

#include <vector>

#include "network/linear_problem.h"
#include "solve/solver.h"

namespace gaiku::solve {

/// A size or a flow that grows without end, because it earns more than it costs.
struct Endless {
    bool is_capacity = false;  ///< else a flow
    network::Origin origin;
    int element = -1;
    double gain = 0;  ///< of a capacity: what a unit more earns over the horizon
};

/// What makes the cost of a problem fall without end: every limit that is not there is put very high, and what then
/// lies there is told, the largest gain first. Capacities if there are any, else flows. Empty where nothing does, or
/// where no optimum is found.
[[nodiscard]] std::vector<Endless> explain_unbounded(const network::LinearProblem& problem, Solver& solver,
                                                     const Options& options);

}  // namespace gaiku::solve
