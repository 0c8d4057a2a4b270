#pragma once

#include <string>

#include "simulate/solution.h"
#include "technology/technology.h"

namespace gaiku::simulate {

/// How far an asset's own physics is from the schedule that it was given.
struct ReplayedAsset {
    std::string id;
    double largest_kw = 0;   ///< difference at any port in any step
    double largest_kwh = 0;  ///< difference of its level in any step
    std::string where;       ///< port and step of the largest
};

/// A balance, limit or peak that what really flows does not keep.
struct BrokenLimit {
    std::string what;  ///< "balance", "upper limit", ...; "size" of a capacity
    network::Origin origin;
    int step = -1;
    double value = 0, limit = 0;
};

/// What really flows, checked like an optimiser's solution.
struct Replayed {
    std::vector<ReplayedAsset> assets;
    std::vector<BrokenLimit> broken;  ///< the largest first
    double cost = 0;                  ///< recomputed from the flows
};

/// Runs schedules through the machines, one for each asset in their order: each gets the controls of its schedule,
/// everything else follows from its physics at the scheduled sizes. What a machine cannot do is cut off there. What is
/// then missing counts as unserved as far as the demand allows it. `tolerance` as of solve::check.
[[nodiscard]] Replayed replay(const Inputs& inputs, const network::LinearProblem& problem,
                              const std::vector<const AssetSchedule*>& schedules, double tolerance);

}  // namespace gaiku::simulate
