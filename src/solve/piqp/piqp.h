#pragma once

#include <memory>

#include "solve/solver.h"

namespace gaiku::solve {

/// PIQP: interior point, for linear problems without integers; years in seconds. Its solution is not a vertex. It
/// declines more than 500,000 rows and columns together.
[[nodiscard]] std::unique_ptr<Solver> make_piqp();

}  // namespace gaiku::solve
