#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "plan/plan.h"

namespace gaiku {

/// The stable result of a plan (schema/plan.schema.json): numbers unrounded, units in the names.
[[nodiscard]] nlohmann::ordered_json plan_json(const Plan& plan);

/// Findings as the API and plan.json give them.
[[nodiscard]] nlohmann::ordered_json finding_json(const Finding& finding);
/// The same for the report: the folders of whoever planned are nobody's business.
[[nodiscard]] nlohmann::ordered_json reported_finding_json(const Finding& finding);

[[nodiscard]] nlohmann::ordered_json sizing_json(const ScenarioPlan& scenario);
[[nodiscard]] nlohmann::ordered_json environment_json(const Environment& environment);
[[nodiscard]] nlohmann::ordered_json cash_flow_json(const CashFlow& flow);

}  // namespace gaiku
