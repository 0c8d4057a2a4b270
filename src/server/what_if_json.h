#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "plan/network/hot_plan.h"
#include "server/api.h"
#include "server/in_force.h"

/// Questions to a plan and their answers as /api/v1/what-if writes them (schema/api.yaml).
namespace gaiku::server {

struct ReadWhatIf {
    std::string scenario{};  ///< empty: the one that is operated
    WhatIf question{};
};
/// {"scenario": "batteries", "price": {"electricity": 1.1}, "capital": {...}, "demand": {...}, "co2_cap": 0.8}, each of
/// which may be missing. Throws BadBody. Whether there is what is named is not looked at.
[[nodiscard]] ReadWhatIf read_what_if(const Request& request);

/// The answer beside the first plan of a scenario, and what else can be asked.
[[nodiscard]] nlohmann::json what_if_json(const InForce& in_force, const std::string& scenario, const HotPlan& plan,
                                          const HotAnswer& answer);

/// Why there is no first plan.
[[nodiscard]] nlohmann::json no_plan_json(const InForce& in_force, const std::string& scenario, const HotAnswer& first);

}  // namespace gaiku::server
