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
    bool upper = true;  ///< else a lower one
};

/// The least by which limits have to give way so that everything else holds, each in its own unit, a share of its own
/// size counting the same for all; nothing where even that is not enough. Costs play no part. A limit of an infinite
/// size is none.
[[nodiscard]] std::optional<std::vector<double>> least_relaxation(const Problem& problem, std::span<const Limit> limits,
                                                                  Solver& solver, const Options& options);

}  // namespace gaiku::solve
