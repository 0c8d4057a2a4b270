#pragma once

#include <vector>

#include "plan/network/islanding.h"

namespace gaiku {

/// Why no plan gets through every outage: which balance falls short in which outage, by how much, and the limits in the
/// way. Nothing where outages are not to blame.
[[nodiscard]] std::vector<Finding> islanding_findings(const District& district, const NetworkModel& model,
                                                      Islanding& islanding, solve::Solver& solver,
                                                      const solve::Options& options);

}  // namespace gaiku
