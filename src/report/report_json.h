#pragma once

#include <nlohmann/json_fwd.hpp>

#include "base/clock.h"
#include "plan/plan.h"

namespace gaiku {

/// All that report.html shows; web/report.schema.json is the contract. `language`: what it opens in.
[[nodiscard]] nlohmann::ordered_json report_json(const Plan& plan, Language language, const Clock& clock);

}  // namespace gaiku
