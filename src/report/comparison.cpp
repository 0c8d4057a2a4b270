#include "report/comparison.h"

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "report/baseline_json.h"
#include "report/comparison_rows.h"
#include "report/json_parts.h"

namespace gaiku {
namespace {

using Json = nlohmann::ordered_json;

/// Where a scenario stands.
struct Place {
    const Plan* plan = nullptr;
    const ScenarioPlan* scenario = nullptr;
    std::string id;

    [[nodiscard]] const District& district() const { return district_of(plan->file, scenario->era); }
};

std::string file_name(const Plan& plan) {
    return std::filesystem::path(plan.file.file).filename().string();
}

/// What a file is called beside others. `gaiku new` writes every district as district.yaml: its folder names it.
std::string short_name(const Plan& plan) {
    const std::filesystem::path path(plan.file.file);
    const std::string folder = path.parent_path().filename().string();
    const bool told_by_folder = path.stem() == "district" && !folder.empty() && folder != "." && folder != "..";
    return told_by_folder ? folder : path.stem().string();
}

/// FILE/SCENARIO where there are several files; their order tells files of one name apart.
std::vector<Place> places(std::span<const Plan> plans) {
    std::vector<Place> all;
    std::vector<std::string> stems;
    for (const Plan& plan : plans) {
        std::string stem = short_name(plan);
        const auto again = std::count(stems.begin(), stems.end(), stem);
        stems.push_back(stem);
        if (again > 0) stem += "-" + std::to_string(again + 1);
        for (const auto& scenario : plan.scenarios)
            all.push_back({&plan, &scenario, plans.size() == 1 ? scenario.id : stem + "/" + scenario.id});
    }
    return all;
}

const Place* baseline_of(const Place& place, const std::vector<Place>& all) {
    if (!place.scenario->network) return nullptr;
    const District& district = place.district();
    const auto found = std::find_if(all.begin(), all.end(), [&](const Place& other) {
        if (!other.scenario->network) return false;
        if (!district.plan().has("baseline")) return true;
        return other.plan == place.plan && other.scenario->id == district.plan().text("baseline");
    });
    return found == all.end() ? nullptr : &*found;
}

Variant variant_of(const Place& place, const std::vector<Place>& all) {
    Variant variant;
    variant.id = place.id;
    variant.file = file_name(*place.plan);
    variant.district = place.plan->file.eras.at(0).district.about().name();
    variant.name = place.scenario->era_name;
    variant.scenario = place.scenario;
    const Place* baseline = baseline_of(place, all);
    if (baseline == nullptr) return variant;
    if (baseline->scenario != place.scenario) {
        variant.against = place.scenario->against_baseline
                              ? place.scenario->against_baseline
                              : against(*place.scenario, place.district(), *baseline->scenario, baseline->district());
        if (variant.against) variant.baseline = baseline->id;
    }
    return variant;
}

std::size_t row_of(const Comparison& all, const char* id) {
    const auto found = std::find_if(all.rows.begin(), all.rows.end(), [&](const auto& row) { return row.id == id; });
    return static_cast<std::size_t>(found - all.rows.begin());
}

/// What building a baseline itself emits is known to those that are held against it.
void add_building_of_baselines(Comparison& all) {
    const std::size_t embodied = row_of(all, "embodied_co2_t");
    const std::size_t life_cycle = row_of(all, "life_cycle_co2_t");
    for (const auto& variant : all.variants) {
        if (!variant.against || !variant.against->baseline_embodied) continue;
        const auto both = variant.against->life_cycle_co2_t();
        for (auto& other : all.variants) {
            if (other.id != variant.baseline) continue;
            other.values[embodied] = variant.against->baseline_embodied->t;
            if (both) other.values[life_cycle] = both->baseline;
        }
    }
}

void leave_out_empty_rows(Comparison& all) {
    for (std::size_t row = all.rows.size(); row-- > 0;) {
        const bool any = std::any_of(all.variants.begin(), all.variants.end(),
                                     [&](const Variant& variant) { return variant.values[row].has_value(); });
        if (any) continue;
        const auto at = static_cast<std::ptrdiff_t>(row);
        all.rows.erase(all.rows.begin() + at);
        for (auto& variant : all.variants) variant.values.erase(variant.values.begin() + at);
    }
}

}  // namespace

Comparison comparison(std::span<const Plan> plans) {
    Comparison all;
    const auto where = places(plans);
    bool alike = true;
    for (const Place& place : where) {
        if (!place.scenario->network) continue;
        const NetworkPlan& plan = *place.scenario->network;
        if (all.currency.empty()) {
            all.currency = plan.currency;
            all.hours = plan.hours;
        }
        alike = alike && all.hours == plan.hours;
    }
    if (!alike) all.hours = 0;
    all.rows = compared_rows(all.currency);
    for (const Place& place : where) {
        Variant variant = variant_of(place, where);
        variant.values.resize(all.rows.size());
        if (place.scenario->network)
            variant.values = compared_values(*place.scenario, place.district(), variant.against);
        all.variants.push_back(std::move(variant));
    }
    add_building_of_baselines(all);
    leave_out_empty_rows(all);
    return all;
}

namespace {

Json row_json(const ComparedRow& row) {
    using Better = ComparedRow::Better;
    const Json better = row.better == Better::less ? Json("less") : row.better == Better::more ? Json("more") : Json();
    return {{"id", row.id}, {"name", text_json(row.name)}, {"unit", row.unit}, {"better", better}, {"part", row.part}};
}

Json variant_json(const Variant& variant, const std::vector<ComparedRow>& rows) {
    const auto& stage = variant.scenario->stage;
    Json json{{"id", variant.id},
              {"file", variant.file},
              {"district", text_json(variant.district)},
              {"scenario", variant.scenario->id},
              {"name", text_json(variant.name)},
              {"state", variant.scenario->network ? "planned" : "failed"},
              {"year", stage ? Json(stage->year) : Json()},
              {"baseline", variant.baseline ? Json(*variant.baseline) : Json()},
              {"values", Json::object()},
              {"against_baseline", variant.against ? baseline_json(*variant.against) : Json()}};
    for (std::size_t row = 0; row < rows.size(); ++row) json["values"][rows[row].id] = or_null(variant.values[row]);
    return json;
}

}  // namespace

Json comparison_json(const Comparison& comparison) {
    Json json{{"currency", comparison.currency},
              {"hours", comparison.hours > 0 ? Json(comparison.hours) : Json()},
              {"rows", Json::array()},
              {"variants", Json::array()}};
    for (const auto& row : comparison.rows) json["rows"].push_back(row_json(row));
    for (const auto& variant : comparison.variants) json["variants"].push_back(variant_json(variant, comparison.rows));
    return json;
}

}  // namespace gaiku
