#pragma once

#include <string>

#include "plan/network/planner.h"

namespace gaiku {

/// The solvers of --solver staged, piqp or highs; empty: chosen by the size of the problem.
[[nodiscard]] Solvers solvers_named(const std::string& name);

}  // namespace gaiku
