#pragma once

#include <functional>
#include <span>
#include <vector>

#include "solve/solver.h"

namespace gaiku::solve {

/// What is known of a column where its rows are held against it.
struct Known {
    double lower = 0, upper = 0;
    double error = 0;  ///< what the limits may be off by
    double size = 0;   ///< without a limit it is taken to be no larger than a thousand times this
};

/// Whether duals of rows (Farkas) prove that no point within the columns' limits keeps all rows: with d = A'y,
/// sum of (y > 0 ? row_lower : row_upper) y  is more than  d x  can be, by more than the rounding of those sums and
/// what the limits may be off by. A y that leans on a limit that a row does not have is left out; where a d leans
/// on one that a column does not have, y is changed a little, so that it does not.
[[nodiscard]] bool proves_infeasible(const Problem& problem, std::span<const double> y,
                                     const std::function<Known(std::int32_t)>& of_column);

/// Whether the cost falls along a direction, by a thousandth of its terms or more, while every limit holds, and every
/// row but for a millionth of the direction's length. With a solution it proves that the cost falls without end.
[[nodiscard]] bool proves_endless(const Problem& problem, std::vector<double> direction);

}  // namespace gaiku::solve
