#pragma once

#include <optional>

#include "network/readout.h"
#include "solve/check.h"
#include "solve/solver.h"

namespace gaiku::solve {

/// How a year was solved by windows.
struct WindowFigures {
    int count = 0;
    double hours = 0, look_ahead_hours = 0;  ///< of one window
    double relaxation = 0;                   ///< bound without on and off, before windows raised it
    double relaxation_s = 0;                 ///< seconds it took
    int improved = 0;                        ///< windows that were made better once all were there
    int sizes_tried = 0;                     ///< combinations of numbers of units with a schedule
};

/// A network's solution, cleaned and checked.
struct Solution {
    Result result;
    std::optional<WindowFigures> windows{};
    std::size_t cleaned = 0;  ///< columns put onto a limit that an interior solution lay next to
    Check check;              ///< only where there is a solution

    /// Optimal, and every element holds; with integers also what a search had found when its time was over.
    [[nodiscard]] bool ok() const {
        const bool found = result.status == Status::time_limit || result.status == Status::gap_left;
        return (result.status == Status::optimal || (found && result.integers_fixed)) && check.passed();
    }
};

/// 1e-6 of a row's own size (a milliwatt in a kilowatt): far above what a solver leaves, far below any meter.
inline constexpr double check_tolerance = 1e-6;
/// Of the largest value of a solution, that counts beside 1 and a limit itself where nearness to the limit is judged.
inline constexpr double small_beside = 0.01;

/// The problem with its integer columns fixed at the nearest whole numbers of x: what prices are taken from.
class FixedIntegers {
public:
    FixedIntegers(const Problem& problem, std::span<const double> x);
    [[nodiscard]] const Problem& problem() const { return fixed_; }

private:
    std::vector<double> lower_, upper_;
    Problem fixed_;
};

/// Cleans and checks what a solver has found.
[[nodiscard]] Solution cleaned_and_checked(const network::Network& network, const network::LinearProblem& problem,
                                           Result result);

/// Solves, cleans and checks; with integers, x and duals are those of the problem with the integers fixed; `change`
/// with a solver that has solved the problem before. Never throws for a problem that has no solution: the status says
/// so. `start`: a solution that a search over integers begins with (Problem::start).
[[nodiscard]] Solution solve(const network::Network& network, const network::LinearProblem& problem, Solver& solver,
                             const Options& options, std::span<const double> start = {});
[[nodiscard]] Solution solve_again(const network::Network& network, const network::LinearProblem& problem,
                                   network::Change change, Solver& solver, const Options& options);

}  // namespace gaiku::solve
