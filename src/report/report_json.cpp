#include "report/report_json.h"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <algorithm>
#include <chrono>
#include <ctime>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "report/assumptions.h"
#include "report/comparison.h"
#include "report/json_parts.h"
#include "report/microgrid_report.h"
#include "report/network_report.h"
#include "report/site_json.h"
#include "report/stages_json.h"

namespace gaiku {

namespace {

using Json = nlohmann::ordered_json;

Json scenario_json(const ScenarioPlan& scenario, const Plan& plan) {
    const District& district = district_of(plan.file, scenario.era);
    if (district.is_network()) return network_report_json(scenario, district);
    Json json = microgrid_report_json(scenario);
    if (scenario.planned) json["economics"] = economics_json(district.economics());
    return json;
}

Json assumption_json(const Assumption& a, const Plan& plan) {
    static constexpr const char* origins[] = {"given", "default", "data"};
    Json scenarios = nullptr;
    if (!a.eras.empty()) {
        scenarios = Json::array();
        for (const auto& scenario : plan.scenarios) {
            if (std::find(a.eras.begin(), a.eras.end(), scenario.era) != a.eras.end()) scenarios.push_back(scenario.id);
        }
    }
    return {{"path", a.path},
            {"meaning", text_json(a.meaning)},
            {"value", a.value},
            {"origin", origins[static_cast<int>(a.origin)]},
            {"mark", a.mark.empty() ? Json(nullptr) : Json(a.mark)},
            {"source", a.source.en.empty() ? Json(nullptr) : text_json(a.source)},
            {"where", a.where},
            {"scenarios", scenarios}};
}

}  // namespace

std::string created_at(const Clock& clock) {
    // Japan has one zone and no daylight saving; the report is dated where the district is.
    const auto japan = std::chrono::system_clock::to_time_t(clock.now() + std::chrono::hours(9));
    return fmt::format("{:%Y-%m-%dT%H:%M:%S}+09:00", fmt::gmtime(japan));
}

Json report_json(const Plan& plan, Language language, const Clock& clock) {
    const District& first = plan.file.eras.at(0).district;
    const Record& about = first.about();
    Json json{{"gaiku", GAIKU_VERSION},
              {"method", first.is_network() ? "network" : "microgrid"},
              {"lang", language == Language::ja ? "ja" : "en"},
              {"created", created_at(clock)},
              {"district",
               {{"id", about.text("id")},
                {"name", text_json(about.name())},
                {"source", about.has("source") ? text_json(about.localized_or("source", {})) : Json(nullptr)},
                {"file", std::filesystem::path(plan.file.file).filename().string()},
                {"region", about.has("region") ? Json(about.number("region")) : Json(nullptr)}}},
              {"scenarios", Json::array()},
              {"assumptions", Json::array()},
              {"buildings", Json::array()}};
    if (!first.is_network()) json["economics"] = economics_json(first.economics());
    for (const auto& [id, building] : first.buildings())
        json["buildings"].push_back({{"id", id}, {"name", text_json(building->name())}});
    for (const auto& scenario : plan.scenarios) json["scenarios"].push_back(scenario_json(scenario, plan));
    for (const auto& a : assumptions(plan.file)) json["assumptions"].push_back(assumption_json(a, plan));
    const auto has_baseline = [](const ScenarioPlan& scenario) { return scenario.against_baseline.has_value(); };
    if (std::any_of(plan.scenarios.begin(), plan.scenarios.end(), has_baseline))
        json["comparison"] = comparison_json(comparison({&plan, 1}));
    if (Json map = map_json(plan.file); !map.is_null()) json["map"] = std::move(map);
    if (Json stages = stages_json(plan); !stages.empty()) json["stages"] = std::move(stages);
    return json;
}

}  // namespace gaiku
