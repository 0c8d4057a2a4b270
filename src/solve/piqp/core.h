#pragma once

#include "solve/solver.h"

namespace gaiku::solve {

/// PIQP itself, the one source that sees its headers and Eigen's, in a shared library of its own because of the licence
/// of its LDL part. Every row of `problem` has a finite limit and every column lower < upper. Gives status, x,
/// row_dual, iterations and message. `firm`: with more regularisation.
[[nodiscard]] Result run_piqp(const Problem& problem, const Options& options, bool firm);

}  // namespace gaiku::solve
