#include "report/resilience_json.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace gaiku {
namespace {

using Json = nlohmann::ordered_json;

Json curve_json(const char* key, Json value, const resilience::Curve& curve) {
    const bool any = curve.starts > 0;
    return {{key, std::move(value)},
            {"starts", curve.starts},
            {"mean_hours", any ? Json(curve.mean_hours) : Json(nullptr)},
            {"probability", any ? Json(curve.probability) : Json(nullptr)}};
}

Json helps_json(const std::vector<resilience::Help>& helps) {
    static constexpr const char* what[] = {"energy", "power", "fuel"};
    static constexpr const char* unit[] = {"kWh", "kW", "day"};
    Json list = Json::array();
    for (const auto& help : helps) {
        const auto kind = static_cast<std::size_t>(help.what);
        list.push_back({{"id", help.id},
                        {"what", what[kind]},
                        {"amount", help.amount},
                        {"unit", unit[kind]},
                        {"extra_hours", help.extra_hours}});
    }
    return list;
}

Json failures_json(const resilience::Survival& survival) {
    Json at_most = Json::array();
    for (std::size_t i = 0; i < survival.hours.size(); ++i)
        at_most.push_back(std::min(1.0, survival.all.probability[i] + survival.may_be_more.probability[i]));
    return {{"exact", survival.failures_exact()},
            {"left_out", survival.failures_exact() ? 0 : survival.most_left_out},
            {"mean_hours_at_most", survival.all.mean_hours + survival.may_be_more.mean_hours},
            {"probability_at_most", survival.failures_exact() ? Json(nullptr) : std::move(at_most)}};
}

Json classes_json(const resilience::Survival& survival) {
    Json list = Json::array();
    for (std::size_t k = 0; k < load_classes; ++k) {
        const resilience::ClassLoad& load = survival.classes[k];
        if (load.asked_kwh <= 0) continue;
        list.push_back({{"class", load_class_names[k]},
                        {"served_hours", load.served_hours},
                        {"asked_kwh", load.asked_kwh},
                        {"unserved_kwh", load.unserved_kwh}});
    }
    return list;
}

}  // namespace

void add_resilience_json(Json& scenario, const resilience::Survival& survival) {
    Json seasons = Json::array(), start_hours = Json::array();
    for (std::size_t i = 0; i < survival.seasons.size(); ++i)
        seasons.push_back(curve_json("season", resilience::season_names[i], survival.seasons[i]));
    for (std::size_t h = 0; h < survival.start_hours.size(); ++h)
        start_hours.push_back(curve_json("hour", h, survival.start_hours[h]));
    const bool fails = survival.without_failures.starts > 0;
    scenario["survival"] = {
        {"ends_with", load_class_names[static_cast<std::size_t>(survival.ends_with)]},
        {"horizon_hours", survival.horizon_hours},
        {"starts", survival.all.starts},
        {"lasted", survival.lasted},
        {"mean_hours", survival.all.mean_hours},
        {"least_hours", survival.least_hours},
        {"least_start_hour", survival.least_start_hour},
        {"hours", survival.hours},
        {"probability", survival.all.probability},
        {"probability_without_failures", fails ? Json(survival.without_failures.probability) : Json(nullptr)},
        {"mean_hours_without_failures", fails ? Json(survival.without_failures.mean_hours) : Json(nullptr)},
        {"failures", fails ? failures_json(survival) : Json(nullptr)},
        {"seasons", std::move(seasons)},
        {"start_hours", std::move(start_hours)},
        {"helps", helps_json(survival.helps)}};
    scenario["unserved"] = {{"classes", classes_json(survival)}};
}

}  // namespace gaiku
