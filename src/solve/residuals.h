#pragma once

#include <span>
#include <vector>

#include "solve/solver.h"

namespace gaiku::solve {

/// A x, one number a row.
[[nodiscard]] std::vector<double> row_values(const Problem& problem, std::span<const double> x);

/// cost - A'y, one number a column.
[[nodiscard]] std::vector<double> reduced_costs(const Problem& problem, std::span<const double> row_dual);

/// The largest finite limit of rows and columns, beside which (and 1) a row's residual is small or not.
[[nodiscard]] double largest_limit(const Problem& problem);

/// Measures a result's x and row_dual against the problem and writes reduced costs, objective, gap and residuals into
/// it, the same way for every solver. Gap: |primal - dual objective| / (1 + |primal|). A dual that leans on an infinite
/// limit counts as dual residual, and with what it comes to at x in the gap.
void measure(const Problem& problem, Result& result);

}  // namespace gaiku::solve
