#pragma once

#include "solve/staged/model.h"

namespace gaiku::solve::staged {

enum class Verdict { infeasible, unbounded, neither };

/// Of a problem that a run did not solve: has it no solution, or none that is the least? Two problems of the same
/// structure are solved, and what they find is held against the problem's own numbers.
///
/// Phase 1: every row may be broken, at a price of 1 for its scaled unit. Its duals y prove that there is no solution
/// where, with d = A'y,  sum of (y > 0 ? row_lower : row_upper) y  is more than  A'y x  can be within the columns'
/// limits. Ray: rows and columns without their finite limits, no column further than 1: a direction r along which every
/// row holds and the cost falls. With a solution (phase 1 found one) it proves that the cost falls without end.
[[nodiscard]] Verdict find_certificate(const Model& model, Options options, std::int64_t& iterations);

}  // namespace gaiku::solve::staged
