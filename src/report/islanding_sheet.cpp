#include "plan/network/names.h"
#include "report/islanding_figures.h"
#include "report/network_sheets.h"

namespace gaiku {
namespace {

using As = Sheet::Format;

}  // namespace

/// One row for every step in which an outage may begin.
Sheet islanding_sheet(const Plan& plan, Language language) {
    const auto say = [&](const char* en, const char* ja) { return std::string(language == Language::ja ? ja : en); };
    Sheet sheet{say("Islanding", "自立供給"),
                {{say("Scenario", "シナリオ"), As::text, 16},
                 {say("Step", "ステップ"), As::whole, 10},
                 {say("Outage begins", "停電の開始"), As::text, 24},
                 {say("Served (h)", "供給できる時間 (h)"), As::one_decimal, 16}},
                {}};
    each_network(plan, [&](const ScenarioPlan& s, const District&) {
        if (!s.network->islanding) return;
        const auto& hours = s.network->islanding->by_start;
        for (std::size_t t = 0; t < hours.size(); ++t) {
            auto& row = sheet.rows.emplace_back();
            row.emplace_back(s.id);
            row.emplace_back(static_cast<double>(t + 1));
            row.emplace_back(time_of(static_cast<double>(t) * s.network->step_hours).in(language));
            row.emplace_back(hours[t]);
        }
    });
    return sheet;
}

}  // namespace gaiku
