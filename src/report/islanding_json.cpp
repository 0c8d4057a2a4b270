#include "report/islanding_json.h"

#include <nlohmann/json.hpp>

#include "plan/network/names.h"
#include "report/islanding_figures.h"
#include "report/json_parts.h"

namespace gaiku {
namespace {

using Json = nlohmann::ordered_json;

Json groups_json(const std::vector<HoursGroup>& groups, const char* key) {
    Json list = Json::array();
    for (const auto& group : groups) list.push_back({{key, group.key}, {"least", group.least}, {"mean", group.mean}});
    return list;
}

Json limit_json(const NetworkPlan& plan) {
    const PlannedIslanding& is = *plan.islanding;
    if (!is.hours) return nullptr;
    Json binding = Json::array();
    for (const auto& one : is.binding) {
        binding.push_back({{"step", one.step},
                           {"begins", text_json(time_of(one.step * plan.step_hours))},
                           {"price", one.price},
                           {"price_by_step", one.by_hour}});
    }
    return {{"rounds", is.rounds},           {"conditions", is.conditions},
            {"programmes", is.programmes},   {"by_foresight", is.by_foresight},
            {"seconds", is.seconds},         {"binding_starts", is.binding_starts},
            {"one_percent", is.one_percent}, {"binding", std::move(binding)},
            {"not_reached", is.not_reached}, {"held", is.held}};
}

}  // namespace

Json islanding_json(const District& district, const NetworkPlan& plan) {
    const PlannedIslanding& is = *plan.islanding;
    const IslandingFigures figures = islanding_figures(plan);
    Json failed = Json::array();
    for (const auto& id : is.failed) failed.push_back({{"id", id}, {"name", text_json(asset_name(district, id))}});
    Json percentiles = Json::array();
    for (const auto& [percent, hours] : figures.percentiles)
        percentiles.push_back({{"percent", percent}, {"hours", hours}});
    return {{"hours", or_null(is.hours)},
            {"longest", is.longest},
            {"failed", std::move(failed)},
            {"critical_kwh", is.critical_kwh},
            {"served", {{"least", figures.least}, {"mean", figures.mean}, {"percentiles", std::move(percentiles)}}},
            {"worst",
             {{"step", figures.worst_step},
              {"begins", text_json(time_of(figures.worst_step * plan.step_hours))},
              {"hours", figures.least}}},
            {"by_month", groups_json(figures.by_month, "month")},
            {"by_hour", groups_json(figures.by_hour, "hour")},
            {"by_start", is.by_start},
            {"dispatch", text_json(figures.dispatch)},
            {"limit", limit_json(plan)}};
}

}  // namespace gaiku
