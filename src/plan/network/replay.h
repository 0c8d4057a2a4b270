#pragma once

#include <string>
#include <vector>

#include "plan/network/result.h"
#include "technology/registry.h"

namespace gaiku {

/// How far an asset's own physics is from the schedule that the optimiser gave it.
struct ReplayedAsset {
    std::string id;
    double largest_kw = 0;   ///< difference at any port in any step
    double largest_kwh = 0;  ///< difference of its level in any step
    std::string where;       ///< port and step of the largest
};

/// Runs a schedule through Machine::step: each asset gets the controls of the schedule, everything else follows from
/// its physics at the planned sizes. What a machine cannot do is cut off there, so a limit that the schedule breaks
/// shows as a difference.
[[nodiscard]] std::vector<ReplayedAsset> replay(const District& district, const Technologies& technologies,
                                                const NetworkPlan& plan);

}  // namespace gaiku
