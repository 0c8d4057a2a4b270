#include "report/stages_json.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "report/json_parts.h"

namespace gaiku {
namespace {

using Json = nlohmann::ordered_json;

}  // namespace

Json stages_json(const Plan& plan) {
    std::vector<const ScenarioPlan*> stages;
    for (const auto& scenario : plan.scenarios) {
        if (scenario.stage && scenario.network) stages.push_back(&scenario);
    }
    std::stable_sort(stages.begin(), stages.end(), [](const auto* a, const auto* b) {
        return std::tie(a->stage->path, a->stage->year) < std::tie(b->stage->path, b->stage->year);
    });
    Json list = Json::array();
    for (const auto* scenario : stages) {
        const Stage& stage = *scenario->stage;
        const NetworkPlan& is = *scenario->network;
        list.push_back({{"scenario", scenario->id},
                        {"path", stage.path},
                        {"year", stage.year},
                        {"after", stage.after.empty() ? Json(nullptr) : Json(stage.after)},
                        {"cost", is.cost},
                        {"currency", is.currency},
                        {"capital", is.capital},
                        {"new_capital", stage.new_capital},
                        {"co2_t", or_null(is.co2_t)},
                        {"primary_energy_gj", or_null(is.primary_energy_gj)}});
    }
    return list;
}

}  // namespace gaiku
