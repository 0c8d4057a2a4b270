#include "report/buildings_json.h"

#include <nlohmann/json.hpp>

#include "report/json_parts.h"

namespace gaiku {
namespace {

using Json = nlohmann::ordered_json;

Json key_or_null(const std::string& key) {
    return key.empty() ? Json(nullptr) : Json(key);
}

Json performance_json(const PlannedBuilding& building) {
    if (!building.energy && building.claimed.empty()) return nullptr;
    const auto& energy = building.energy;
    return {{"bei", energy ? Json(energy->bei()) : Json(nullptr)},
            {"saving", energy ? Json(energy->saving()) : Json(nullptr)},
            {"saving_with_renewables", energy ? Json(energy->saving_with_renewables()) : Json(nullptr)},
            {"level", key_or_null(zeb_key(building.level.value_or(ZebLevel::none), building.use == "dwelling"))},
            {"claimed", key_or_null(building.claimed)}};
}

Json duty_json(const std::optional<PvDuty>& duty) {
    if (!duty) return nullptr;
    return {{"required_kw", duty->required_kw}, {"installed_kw", duty->installed_kw}, {"rating", duty->rating}};
}

}  // namespace

Json buildings_json(const std::vector<PlannedBuilding>& buildings, bool with_names) {
    Json list = Json::array();
    for (const auto& building : buildings) {
        Json json{{"id", building.id}};
        if (with_names) json["name"] = text_json(building.name);
        json["use"] = building.use;
        json["floor_area_m2"] = or_null(building.floor_area_m2);
        json["performance"] = performance_json(building);
        json["pv_duty"] = duty_json(building.duty);
        list.push_back(std::move(json));
    }
    return list;
}

}  // namespace gaiku
