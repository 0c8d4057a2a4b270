#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "plan/network/hot_plan.h"
#include "server/api.h"

/// Questions to a plan and their answers as /api/v1/what-if writes them (schema/api.yaml).
namespace gaiku::server {

/// {"price": {"electricity": 1.1}, "capital": {...}, "demand": {...}, "co2_cap": 0.8}, each of which may be missing.
/// Throws BadBody. Whether the scenario has what is named is not looked at.
[[nodiscard]] WhatIf read_what_if(const Request& request);

/// The answer beside the first plan, and what else can be asked.
[[nodiscard]] nlohmann::json what_if_json(const std::string& scenario, const HotPlan& plan, const HotAnswer& answer);

/// Why there is no first plan.
[[nodiscard]] nlohmann::json no_plan_json(const HotAnswer& first);

}  // namespace gaiku::server
