#pragma once

#include <string>
#include <vector>

#include "plan/plan.h"

namespace gaiku::test {

/// What must hold of any microgrid that was planned, and does not of this one: energy is conserved in every hour, the
/// battery is the least that does it, sums are sums, every number is one. Empty: all holds.
[[nodiscard]] std::vector<std::string> broken_invariants(const Plan& plan);

}  // namespace gaiku::test
