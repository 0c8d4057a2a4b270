#pragma once

#include <string>

#include "base/clock.h"
#include "plan/plan.h"

namespace gaiku {

/// The report: one HTML file that needs nothing else. `language`: what it opens in; the page switches.
[[nodiscard]] std::string report_html(const Plan& plan, Language language, const Clock& clock);

/// The same page with other data (JSON, unescaped) and title.
[[nodiscard]] std::string page_html(const std::string& name, std::string json, Language language);

}  // namespace gaiku
