#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "solve/solver.h"

namespace gaiku::solve {

/// One number of a user that stands as a limit in one or many columns (kW of a capacity, of a flow in every step) or
/// rows (a total).
struct Limit {
    std::vector<std::int32_t> columns, rows;
    bool upper = true;     ///< else a lower one
    bool is_drop = false;  ///< it holds or is given up, such as a share that a store must keep
};

/// A size or power limit that would have to be so many times as wide is not what is at fault: no one builds that, and
/// an interior point method takes long to find it.
inline constexpr double most_sizes = 1000;

/// By how much limits give, and the run that says so.
struct Relaxation {
    std::vector<double> given;
    Result result{};  ///< with prices of a unit of the largest limit; its first columns and rows are the problem's
};

/// The least by which limits have to give way so that everything else holds, each in its own unit, a share of its own
/// size counting the same for all; nothing where even that is not enough (without any: whether it holds as it is).
/// Costs play no part. A limit of an infinite size is none.
[[nodiscard]] std::optional<Relaxation> least_relaxation(const Problem& problem, std::span<const Limit> limits,
                                                         Solver& solver, const Options& options);

}  // namespace gaiku::solve
