#pragma once

#include "network/readout.h"
#include "solve/check.h"
#include "solve/solver.h"

namespace gaiku::solve {

/// A network's solution, cleaned and checked.
struct Solution {
    Result result;
    std::size_t cleaned = 0;  ///< columns put onto a limit that an interior solution lay next to
    Check check;              ///< only where there is a solution

    /// Optimal, and every element holds.
    [[nodiscard]] bool ok() const { return result.status == Status::optimal && check.passed(); }
};

/// 1e-6 of a row's own size (a milliwatt in a kilowatt): far above what a solver leaves, far below any meter.
inline constexpr double check_tolerance = 1e-6;

/// Solves, cleans and checks; `change` with a solver that has solved the problem before. Never throws for a problem
/// that has no solution: the status says so.
[[nodiscard]] Solution solve(const network::Network& network, const network::LinearProblem& problem, Solver& solver,
                             const Options& options);
[[nodiscard]] Solution solve_again(const network::Network& network, const network::LinearProblem& problem,
                                   network::Change change, Solver& solver, const Options& options);

}  // namespace gaiku::solve
