#pragma once

#include "solve/solution.h"

namespace gaiku::solve {

/// Whole numbers of the whole year only (units of a size, blocks of a tariff that fall in price), in a problem so large
/// that each of its linear problems is one for a solver of years.
[[nodiscard]] bool has_numbers_of_a_year(const network::LinearProblem& problem);

/// Solves such a year: branch and bound over the numbers, every node a relaxation of the year. A plan is there early:
/// units rounded up and blocks as what is bought reaches them, then as long as it gets better. Status: optimal within
/// the gap asked for; time_limit, or gap_left where a solver stopped short, with what was found; else that of the
/// relaxation.
[[nodiscard]] Solution solve_by_numbers(const network::Network& network, const network::LinearProblem& problem,
                                        const Solvers& solvers, const Options& options);

}  // namespace gaiku::solve
