#pragma once

#include <nlohmann/json_fwd.hpp>

#include "plan/plan.h"

namespace gaiku {

/// A scenario of method network as report.html reads it; web/report.schema.json is the contract. `district` is as it is
/// in the scenario. A failed one has its findings only.
[[nodiscard]] nlohmann::ordered_json network_report_json(const ScenarioPlan& scenario, const District& district);

}  // namespace gaiku
