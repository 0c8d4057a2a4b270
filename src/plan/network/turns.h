#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "plan/network/studies.h"

namespace gaiku {

/// What a plan builds.
struct Built {
    std::set<std::string> assets;                              ///< "battery", or a part of it, "battery.power"
    std::map<std::pair<std::string, std::string>, int> units;  ///< by asset and "units of 400 kW"
    std::vector<double> sizes;                                 ///< kW or kWh, in the order of the plan
};

[[nodiscard]] Built built(const NetworkPlan& plan);

/// The plan at a relative change; nothing where there is none, or the search is to stop.
using BuiltAt = std::function<std::optional<Built>(double change)>;

/// Every change of what is built on the way from the base (change 0) to `end`, each within a 128th of the way. Where
/// the same is built at both ends but in other sizes, the quarters between are looked at: what comes and goes again
/// within one of them is not seen. With the same sizes at both ends nothing is looked at.
[[nodiscard]] std::vector<SensitivityTurn> turns_between(const Built& base, double end, const Built& at_end,
                                                         const BuiltAt& built_at);

}  // namespace gaiku
