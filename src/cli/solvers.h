#pragma once

#include <string>

#include "plan/network/planner.h"

namespace gaiku {

/// The solvers of --solver staged, piqp or highs; empty: chosen by the size of the problem. `most_threads`: of the
/// staged solver, which has use for two.
[[nodiscard]] Solvers solvers_named(const std::string& name, int most_threads = 2);

}  // namespace gaiku
