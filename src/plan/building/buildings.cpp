#include "plan/building/buildings.h"

#include "assess/building/pv_duty.h"
#include "demand/use_tables.h"
#include "plan/plan.h"
#include "technology/cost_basis.h"

namespace gaiku {
namespace {

std::optional<double> number(const Record& record, const char* key) {
    return record.has(key) ? std::optional(record.number(key)) : std::nullopt;
}

std::optional<BuildingEnergy> energy_of(const Record& building) {
    if (!building.has("design_energy") || !building.has("standard_energy")) return std::nullopt;
    return BuildingEnergy{building.number("standard_energy"), building.number("design_energy"),
                          building.number_or("renewable_energy", 0)};
}

std::optional<ZebLevel> level_of(const Record& building) {
    const auto energy = energy_of(building);
    if (!energy) return std::nullopt;
    return zeb_level(*energy, building.number_or("floor_area", 0), building.text("use"));
}

/// Nothing where the duty does not reach so small a building.
std::optional<PvBounds> bounds_of(double floor_area_m2, const District& district) {
    const DemandTables tables(district);
    const auto cell = [&](const std::string& row, const char* column) {
        return tables.number("tokyo_pv_bounds", row, column);
    };
    for (const std::string& row : district.tables->find("tokyo_pv_bounds")->keys()) {
        const auto to = cell(row, "floor_area_to");
        if (floor_area_m2 < cell(row, "floor_area_from").value_or(0) || (to && floor_area_m2 >= *to)) continue;
        return PvBounds{cell(row, "lower").value_or(0), cell(row, "upper").value_or(0)};
    }
    return std::nullopt;
}

/// Of every plant that stands on the building, whoever owns it and since when.
double installed_kw(const District& district, const ScenarioPlan& scenario, const std::string& building) {
    double kw = 0;
    for (const auto& [id, asset] : district.assets()) {
        if (asset->text("technology") != "pv" || asset->text_or("building", "") != building) continue;
        for (const auto& planned : scenario.assets) kw += planned.id == id ? planned.kw.value_or(0) : 0;
        if (!scenario.network) continue;
        for (const auto& size : scenario.network->sizes) kw += size.id == id ? size.value.value_or(0) : 0;
    }
    return kw;
}

std::optional<PvDuty> duty_of(const District& district, const ScenarioPlan& scenario, const Record& building) {
    if (!building.has("footprint") || !building.has("floor_area")) return std::nullopt;
    const auto bounds = bounds_of(building.number("floor_area"), district);
    if (!bounds) return std::nullopt;
    PvDuty duty;
    duty.required_kw = required_pv_kw(building.number("footprint"), number(building, "installable_area"), *bounds);
    duty.installed_kw = installed_kw(district, scenario, building.id());
    duty.rating = pv_rating(duty.installed_kw, duty.required_kw);
    return duty;
}

}  // namespace

std::vector<PlannedBuilding> planned_buildings(const District& district, const ScenarioPlan& scenario) {
    std::vector<PlannedBuilding> all;
    for (const auto& [id, building] : district.buildings()) {
        PlannedBuilding is{id,
                           building->name(),
                           building->text("use"),
                           number(*building, "floor_area"),
                           energy_of(*building),
                           level_of(*building),
                           building->text_or("level", ""),
                           duty_of(district, scenario, *building)};
        if (is.energy || is.duty || !is.claimed.empty()) all.push_back(std::move(is));
    }
    return all;
}

namespace {

void check_level(const Record& building, Findings& findings) {
    const auto level = level_of(building);
    if (!building.has("level")) return;
    if (!level) {
        if (building.has("design_energy") || building.has("standard_energy")) return;  // told already
        Finding finding = building.finding(
            "unusual", "level", {"the figures that a level rests on", "水準の根拠となる設計・基準一次エネルギー消費量"},
            {"add \"design_energy:\" and \"standard_energy:\"; the report shows the level as stated only",
             "「design_energy:」と「standard_energy:」を加えてください（なければ記載の水準をそのまま示します）"});
        finding.severity = Severity::warning;
        findings.add(std::move(finding));
        return;
    }
    const bool dwelling = building.text("use") == "dwelling";
    if (zeb_key(*level, dwelling) == building.text("level")) return;
    const Text says = zeb_name(*level, dwelling);
    Finding finding = building.finding("unusual", "level",
                                       {"what design_energy, standard_energy and renewable_energy say: " + says.en,
                                        "design_energy・standard_energy・renewable_energy から求まる " + says.ja},
                                       {"correct the level or the figures", "水準か数値を直してください"});
    finding.severity = Severity::warning;
    findings.add(std::move(finding));
}

/// Floors lie above each other: what a building covers is at most its floor area, but for halls without floors.
void check_footprint(const Record& building, Findings& findings) {
    if (!building.has("footprint") || !building.has("floor_area")) return;
    if (building.number("footprint") <= building.number("floor_area")) return;
    Finding finding = building.finding("unusual", "footprint",
                                       {"at most the floor area, " + building.at("floor_area").written,
                                        "延床面積（" + building.at("floor_area").written + "）以下"},
                                       {"check both areas", "両方の面積を確かめてください"});
    finding.severity = Severity::warning;
    findings.add(std::move(finding));
}

void check_building(const District& district, const Record& building, Findings& findings) {
    const auto needs = [&](const char* key, const char* other, Text what) {
        if (!building.has(key) || building.has(other)) return;
        findings.add(building.finding(
            "missing-key", other, std::move(what),
            {std::string("add \"") + other + ":\"", std::string("「") + other + ":」を加えてください"}));
    };
    needs("design_energy", "standard_energy", {"the standard that it is compared with", "比較する基準一次エネルギー"});
    needs("standard_energy", "design_energy", {"the energy as designed", "設計一次エネルギー"});
    needs("renewable_energy", "design_energy", {"the energy as designed", "設計一次エネルギー"});
    needs("footprint", "floor_area", {"the floor area, by which the duty is bounded", "義務量の範囲を決める延べ面積"});
    needs("installable_area", "footprint", {"the building's footprint", "建築面積"});
    check_level(building, findings);
    check_footprint(building, findings);
    // A bound that the district replaces counts as read, though it is used only when the plan is there.
    if (building.has("footprint") && building.has("floor_area"))
        (void)bounds_of(building.number("floor_area"), district);
}

}  // namespace

void check_buildings(const District& district, Findings& findings) {
    for (const auto& [id, building] : district.buildings()) {
        if (!building->broken()) check_building(district, *building, findings);
    }
}

}  // namespace gaiku
