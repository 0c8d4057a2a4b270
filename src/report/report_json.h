#pragma once

#include <nlohmann/json_fwd.hpp>

#include "base/clock.h"
#include "plan/plan.h"

namespace gaiku {

/// All that report.html shows; web/report.schema.json is the contract. `language`: what it opens in.
[[nodiscard]] nlohmann::ordered_json report_json(const Plan& plan, Language language, const Clock& clock);

/// When a report is made: "2026-04-01T09:00:00+09:00".
[[nodiscard]] std::string created_at(const Clock& clock);

}  // namespace gaiku
