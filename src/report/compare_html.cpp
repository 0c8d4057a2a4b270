#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "report/compare_files.h"
#include "report/html.h"
#include "report/json_parts.h"
#include "report/plan_json.h"
#include "report/report_json.h"
#include "report/stages_json.h"

namespace gaiku {
namespace {

using Json = nlohmann::ordered_json;

/// The name that the files share, or all of them.
Text title_of(std::span<const Plan> plans) {
    std::vector<Text> names;
    for (const Plan& plan : plans) {
        const Text name = plan.file.eras.at(0).district.about().name();
        const bool known = std::any_of(names.begin(), names.end(), [&](const Text& n) { return n.en == name.en; });
        if (!known) names.push_back(name);
    }
    Text title;
    for (const Text& name : names) {
        title.en += (title.en.empty() ? "" : ", ") + name.en;
        title.ja += (title.ja.empty() ? "" : "・") + name.in(Language::ja);
    }
    return title;
}

Json data(std::span<const Plan> plans, const Comparison& comparison, Language language, const Clock& clock) {
    std::string files;
    Json stages = Json::array();
    for (const Plan& plan : plans) {
        files += (files.empty() ? "" : ", ") + std::filesystem::path(plan.file.file).filename().string();
        if (plans.size() == 1) stages = stages_json(plan);
    }
    Json json{{"gaiku", GAIKU_VERSION},
              {"method", "compare"},
              {"lang", language == Language::ja ? "ja" : "en"},
              {"created", created_at(clock)},
              {"district",
               {{"id", "compare"},
                {"name", text_json(title_of(plans))},
                {"source", nullptr},
                {"file", files},
                {"region", nullptr}}},
              {"comparison", comparison_json(comparison)},
              {"scenarios", Json::array()},
              {"assumptions", Json::array()}};
    if (!stages.empty()) json["stages"] = std::move(stages);
    for (const auto& variant : comparison.variants) {
        Json scenario{{"id", variant.id},
                      {"name", text_json(variant.name)},
                      {"state", variant.scenario->network ? "planned" : "failed"},
                      {"findings", Json::array()}};
        for (const auto& finding : variant.scenario->findings)
            scenario["findings"].push_back(reported_finding_json(finding));
        json["scenarios"].push_back(std::move(scenario));
    }
    return json;
}

}  // namespace

std::string compare_html(std::span<const Plan> plans, const Comparison& comparison, Language language,
                         const Clock& clock) {
    const std::string json =
        data(plans, comparison, language, clock).dump(-1, ' ', false, Json::error_handler_t::replace);
    return page_html(title_of(plans).in(language), json, language);
}

}  // namespace gaiku
