#pragma once

#include <functional>
#include <vector>

#include "solve/solver.h"

namespace gaiku::solve {

/// The columns of whole numbers that belong to no step.
[[nodiscard]] std::vector<std::int32_t> numbers_of_a_year(const network::LinearProblem& problem);

/// Turns over each of these columns that is a yes or no (0 or 1), costs nothing and is held by nothing while all else
/// stays as in x: what a search within its gap has left unsaid. False where there is none.
bool turn_over(const Problem& problem, std::span<const std::int32_t> columns, std::vector<double>& x);

/// The linear problem with whole numbers as in x, by `solve_fixed`; then with what turns over, as long as that costs
/// less. A bill's block that falls in price is claimed so wherever its quantity is bought, whatever the gap.
[[nodiscard]] Result with_integers_fixed(const Problem& problem, std::span<const double> x,
                                         const std::function<Result(const Problem&)>& solve_fixed);

}  // namespace gaiku::solve
