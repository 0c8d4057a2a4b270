#pragma once

#include <string>

#include "plan/network/planner.h"

namespace gaiku {

/// The solver of --solver staged, piqp or highs, and those that are asked after it where it declines or stops short;
/// empty: chosen by the size of the problem. `most_threads`: of the staged solver, which has use for two.
[[nodiscard]] Solvers solvers_named(const std::string& name, int most_threads = 2);

}  // namespace gaiku
