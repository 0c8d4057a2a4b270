#pragma once

#include "solve/elastic.h"
#include "solve/relaxation.h"

namespace gaiku::solve {

/// A limit at fault as columns and rows that can give: one number of a user, such as a capacity, a total, a tie, or a
/// flow's limit that is the same in every step. Sizes that come from one number of the file are one, such as the two
/// ends of a link. Nothing is in it where the limit is no such number.
[[nodiscard]] Limit limit_of(const network::Network& network, const network::LinearProblem& problem,
                             const LimitAtFault& fault);

/// Finds for those that are short themselves and for the first few of the others by how much each would have to give
/// alone, or else all together. False where even that is not enough.
bool find_relief(const network::Network& network, const network::LinearProblem& problem,
                 const std::vector<Shortage>& shortages, std::vector<LimitAtFault>& limits, Solver& solver,
                 const Options& options);

}  // namespace gaiku::solve
