#pragma once

#include "report/sheets.h"

namespace gaiku {

/// A word in the sheets' language.
struct Say {
    Language language;
    std::string operator()(const char* en, const char* ja) const { return language == Language::ja ? ja : en; }
    std::string operator()(const Text& text) const { return text.in(language); }
};

/// The tables of a network plan: summary, demand, capacities, costs, flows, energy by month, mean power by hour of the
/// day, reasons of the sizes, prices, who sets them, limits of the plan, fronts and sensitivities, findings,
/// assumptions. A table without a row is left out.
[[nodiscard]] std::vector<Sheet> network_sheets(const Plan& plan, Language language);

/// What each scenario needs, also one without a plan, and its intensities beside published ranges, of demand_sheet.cpp.
[[nodiscard]] Sheet demand_sheet(const Plan& plan, Language language);

/// The tables over time, of network_time_sheets.cpp.
[[nodiscard]] Sheet monthly_sheet(const Plan& plan, Language language);
[[nodiscard]] Sheet day_sheet(const Plan& plan, Language language);

/// The tables of why, of network_reason_sheets.cpp.
[[nodiscard]] Sheet reason_sheet(const Plan& plan, Language language);
[[nodiscard]] Sheet price_sheet(const Plan& plan, Language language);
[[nodiscard]] Sheet marginal_sheet(const Plan& plan, Language language);
[[nodiscard]] Sheet limit_sheet(const Plan& plan, Language language);
[[nodiscard]] Sheet finding_sheet(const Plan& plan, Language language);

/// The tables of plans made many times over, of study_sheets.cpp.
[[nodiscard]] Sheet front_sheet(const Plan& plan, Language language);
[[nodiscard]] Sheet front_size_sheet(const Plan& plan, Language language);
[[nodiscard]] Sheet sensitivity_sheet(const Plan& plan, Language language);

/// Hours of islanded supply by the step in which the outage begins, of islanding_sheet.cpp.
[[nodiscard]] Sheet islanding_sheet(const Plan& plan, Language language);

/// Planned scenarios with the district as it is in each.
template <class Use>
void each_network(const Plan& plan, Use&& use) {
    for (std::size_t i = 0; i < plan.scenarios.size(); ++i) {
        if (plan.scenarios[i].network) use(plan.scenarios[i], plan.file.eras[i].district);
    }
}

/// The currency of the planned scenarios; "money" where they have several.
[[nodiscard]] std::string currency_of(const Plan& plan, Language language);

}  // namespace gaiku
