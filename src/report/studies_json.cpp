#include "report/studies_json.h"

#include <nlohmann/json.hpp>

#include "report/plan_json.h"

namespace gaiku {
namespace {

using Json = nlohmann::ordered_json;

Json or_null(const std::optional<double>& value) {
    return value ? Json(*value) : Json(nullptr);
}

const char* state(bool planned) {
    return planned ? "planned" : "failed";
}

/// Adds how sure it is that the plan is the best there is.
void add_quality(Json& json, const StudyQuality& quality) {
    json["gap"] = quality.gap;
    json["bound"] = or_null(quality.bound);
    json["time_limit_reached"] = quality.time_limit_reached;
}

Json sizes_json(const std::vector<PlannedSize>& sizes) {
    Json list = Json::array();
    for (const auto& size : sizes)
        list.push_back({{"id", size.id}, {"part", size.part}, {size.energy ? "kwh" : "kw", or_null(size.value)}});
    return list;
}

Json end_json(const SensitivityEnd& end) {
    if (!end.planned) return {{"state", state(false)}};
    Json json{{"state", state(true)},
              {"cost", end.cost},
              {"co2_t", or_null(end.co2_t)},
              {"capacities", sizes_json(end.sizes)}};
    add_quality(json, end.quality);
    return json;
}

Json turn_json(const SensitivityTurn& turn) {
    Json units = Json::array();
    for (const auto& unit : turn.units)
        units.push_back({{"id", unit.id}, {"part", unit.part}, {"before", unit.before}, {"after", unit.after}});
    return {{"from", turn.from},
            {"to", turn.to},
            {"enters", turn.enters},
            {"leaves", turn.leaves},
            {"units", std::move(units)}};
}

}  // namespace

Json front_json(const Front& front) {
    Json points = Json::array();
    for (const auto& point : front.points) {
        Json json{{"state", state(point.planned)}, {"limit", or_null(point.limit)}};
        if (point.planned) {
            json.update({{"cost", point.cost},
                         {"capital", point.capital},
                         {"marginal_cost", or_null(point.marginal_cost)},
                         {"co2_t", or_null(point.co2_t)},
                         {"primary_energy_gj", or_null(point.primary_energy_gj)},
                         {"capacities", sizes_json(point.sizes)},
                         {"method", point.method},
                         {"started_from", point.started_from},
                         {"solve_s", point.solve_s}});
            add_quality(json, point.quality);
        }
        points.push_back(std::move(json));
    }
    Json findings = Json::array();
    for (const auto& finding : front.findings) findings.push_back(finding_json(finding));
    return {{"against", front.against}, {"points", std::move(points)}, {"findings", std::move(findings)}};
}

Json sensitivity_json(const Sensitivity& sensitivity) {
    Json items = Json::array();
    for (const auto& item : sensitivity.items) {
        Json turns = Json::array();
        for (const auto& turn : item.turns) turns.push_back(turn_json(turn));
        Json json{{"entry", item.path}};
        if (!item.name.en.empty()) json["name"] = {{"en", item.name.en}, {"ja", item.name.in(Language::ja)}};
        json.update(
            {{"by", item.by}, {"low", end_json(item.low)}, {"high", end_json(item.high)}, {"turns", std::move(turns)}});
        items.push_back(std::move(json));
    }
    return {{"cost", sensitivity.cost}, {"items", std::move(items)}};
}

}  // namespace gaiku
