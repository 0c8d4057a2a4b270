#pragma once

#include <vector>

#include "plan/network/islanding.h"

namespace gaiku {

/// Why no plan gets through every outage: which balance falls short in which outage, by how much, and the limits in the
/// way. Nothing where outages are not to blame.
[[nodiscard]] std::vector<Finding> islanding_findings(const District& district, const NetworkModel& model,
                                                      Islanding& islanding, solve::Solver& solver,
                                                      const solve::Options& options);

/// A plan was found, but with machines on or off some outages are not got through for the hours asked for.
[[nodiscard]] Finding not_reached_finding(const District& district, const PlannedIslanding& islanding);

}  // namespace gaiku
