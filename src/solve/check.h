#pragma once

#include <string>
#include <vector>

#include "network/linear_problem.h"
#include "solve/solver.h"

namespace gaiku::solve {

/// A row or limit that a solution breaks.
struct Violation {
    enum class What { row, column, not_finite };
    What what{};
    network::RowPlace row;        ///< of a row
    network::ColumnPlace column;  ///< of a column's limit
    double value = 0;             ///< what the solution has
    double limit = 0;             ///< what was allowed
    double excess = 0;            ///< |value - limit|, in the row's own unit
};

/// The sums that a solution is checked by, in the network's own units.
struct Check {
    double largest_excess = 0;          ///< of any row or limit, kW, kWh or the row's unit
    double tolerance = 0;               ///< that it was held against, for a row without large numbers
    double cost = 0;                    ///< recomputed from flows and capacities
    double cost_difference = 0;         ///< to the solver's objective, relative to 1 + |cost|
    std::vector<Violation> violations;  ///< the largest first, at most 100
    std::size_t violated = 0;           ///< all of them

    [[nodiscard]] bool passed() const { return violated == 0 && cost_difference <= cost_tolerance; }
    /// Sums of some 10^5 products in double precision differ by about 1e-12; this leaves three digits.
    static constexpr double cost_tolerance = 1e-9;
};

/// Checks x against the elements of the network themselves, not the matrix: every balance, limit, store equation, ramp,
/// peak, tie, total and wish is computed anew from flows and capacities. `tolerance` is relative to 1 + the sum of the
/// absolute terms of a row: an interior solution has residuals of its stopping tolerance times the problem's largest
/// numbers, in every row.
[[nodiscard]] Check check(const network::Network& network, const network::LinearProblem& problem,
                          const std::vector<double>& x, double objective, double tolerance);

}  // namespace gaiku::solve
