#pragma once

#include <nlohmann/json_fwd.hpp>

#include "plan/plan.h"

namespace gaiku {

/// A scenario of method microgrid as report.html reads it. A failed one has its findings only.
[[nodiscard]] nlohmann::ordered_json microgrid_report_json(const ScenarioPlan& scenario);

/// The terms of a microgrid's finance, of the file or of a scenario.
[[nodiscard]] nlohmann::ordered_json economics_json(const Record& economics);

}  // namespace gaiku
