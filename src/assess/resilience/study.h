#pragma once

#include <functional>
#include <memory>

#include "assess/resilience/survival.h"

namespace gaiku::resilience {

/// One more of something that a district has: an asset, and what of it.
struct More {
    std::string id;
    Help::What what = Help::What::energy;
    double amount = 1;
};

/// Makes an islanded district: as it is, or with more of something.
using IslandMaker = std::function<std::unique_ptr<Island>(const More*)>;

/// All that is asked of a district's outages: the survival curve, with failures of generators where they may fail, and
/// what each of `candidates` would help. An island is run once for each candidate beside.
[[nodiscard]] Survival study(const IslandMaker& make, const std::vector<More>& candidates,
                             const std::vector<std::uint8_t>& months);

}  // namespace gaiku::resilience
