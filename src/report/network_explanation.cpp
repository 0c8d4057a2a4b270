#include "report/network_explanation.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "plan/network/words.h"
#include "report/json_parts.h"
#include "report/network_names.h"
#include "report/network_view.h"

namespace gaiku {
namespace {

using Json = nlohmann::ordered_json;

bool is_built(const PlannedSize& size) {
    return !size.value || *size.value >= nothing;
}

/// The sentence with the file by its name alone.
Json reason_json(PlannedSize size, const NetworkPlan& plan) {
    const auto slash = size.source.find_last_of("/\\");
    if (slash != std::string::npos) size.source.erase(0, slash + 1);
    return text_json(reason(size, plan));
}

/// A given size whose next unit would change nothing has nothing to tell.
bool is_idle(const PlannedSize& size) {
    constexpr double least = 1e-6;
    return size.binding == "given" && std::abs(size.reduced_cost) <= least * (1 + std::abs(size.cost));
}

/// Two ends of a line say the same where they bind alike.
bool repeats(const PlannedSize& size, const PlannedSize& before) {
    constexpr double near = 1e-6;
    return size.id == before.id && size.energy == before.energy && size.binding == before.binding &&
           size.part != before.part && size.cost == before.cost &&
           std::abs(size.reduced_cost - before.reduced_cost) <= near * (1 + std::abs(size.cost));
}

Json size_json(const PlannedSize& size, const NetworkPlan& plan, bool alone) {
    const Text part = alone ? Text{} : part_name(size);
    const bool waits = size.binding == "unused" || size.binding == "lower";
    const bool stopped = size.binding == "upper" || size.binding == "given";
    const bool saves = stopped && size.reduced_cost < 0;
    const bool costs = waits || (stopped && size.reduced_cost > 0);
    return {{"asset", size.id},
            {"part", part.en.empty() ? Json(nullptr) : text_json(part)},
            {"chosen", is_built(size)},
            {"text", reason_json(size, plan)},
            {"reduced_cost", costs ? Json(size.reduced_cost) : Json(nullptr)},
            {"next_unit_worth", saves ? Json(-size.reduced_cost) : Json(nullptr)},
            {"unit", worth_unit(plan, size)}};
}

/// Who would supply the next kWh of a balance; several flows of one asset are one source.
Json sources_json(const District& district, const PlannedPrice& price) {
    Json list = Json::array();
    const std::string place = shown_place(district, price.place);
    std::vector<PlannedPrice::Source> merged;
    for (const auto& source : price.sources) {
        const auto same = std::find_if(merged.begin(), merged.end(), [&](const auto& m) { return m.id == source.id; });
        if (same == merged.end())
            merged.push_back(source);
        else
            same->hours += source.hours;
    }
    for (const auto& source : merged) {
        list.push_back({{"carrier", price.carrier},
                        {"place", place.empty() ? Json(nullptr) : Json(place)},
                        {"source", source.id.empty() ? Json(nullptr) : Json(source.id)},
                        {"hours", source.hours}});
    }
    return list;
}

}  // namespace

std::string worth_unit(const NetworkPlan& plan, const PlannedSize& size) {
    constexpr double year = 8760;
    const std::string unit = plan.currency + (size.energy ? "/kWh" : "/kW");
    return !plan.life_cycle && plan.hours == year ? unit + "/year" : unit;
}

Json network_explanation_json(const District& district, const NetworkPlan& plan) {
    Json json{{"assets", Json::array()},
              {"marginal_sources", Json::array()},
              {"prices", Json::array()},
              {"limits", Json::array()},
              {"note", nullptr}};
    if (const auto note = integer_note(plan.solve)) json["note"] = text_json(*note);
    for (std::size_t i = 0; i < plan.sizes.size(); ++i) {
        const PlannedSize& size = plan.sizes[i];
        if (size.binding == "unlimited" || is_idle(size) || (i > 0 && repeats(size, plan.sizes[i - 1]))) continue;
        const bool alone = i + 1 < plan.sizes.size() && repeats(plan.sizes[i + 1], size);
        json["assets"].push_back(size_json(size, plan, alone));
    }
    for (const auto& price : plan.prices) {
        const std::string place = shown_place(district, price.place);
        for (auto& source : sources_json(district, price)) json["marginal_sources"].push_back(std::move(source));
        json["prices"].push_back({{"carrier", price.carrier},
                                  {"place", place.empty() ? Json(nullptr) : Json(place)},
                                  {"mean", price.mean},
                                  {"min", price.lowest},
                                  {"max", price.highest},
                                  {"unit", plan.currency + "/kWh"}});
    }
    for (const auto& limit : plan.totals) {
        json["limits"].push_back({{"id", limit.key},
                                  {"name", text_json(limit_name(limit.key))},
                                  {"value", limit.value},
                                  {"bound", limit.bound},
                                  {"shadow_price", limit.shadow_price},
                                  {"unit", limit.unit}});
    }
    return json;
}

}  // namespace gaiku
