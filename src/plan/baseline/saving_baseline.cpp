#include <fmt/format.h>
#include <algorithm>

#include "demand/use_tables.h"
#include "plan/baseline/baseline.h"

namespace gaiku {
namespace {

const Era* era_named(const std::vector<Era>& eras, const std::string& id) {
    const auto era = std::find_if(eras.begin(), eras.end(), [&](const Era& one) { return one.id == id; });
    return era == eras.end() ? nullptr : &*era;
}

bool has_measures(const District& district) {
    const auto& assets = district.assets();
    return std::any_of(assets.begin(), assets.end(),
                       [](const auto& asset) { return asset.second->text("technology") == "building_measure"; });
}

/// "office/conventional" for a building with "office/medium_zeb"; empty where its row is of no level, or its use has no
/// such row.
std::string conventional_row(const DemandTables& tables, const Record& building) {
    if (!building.has("unit_load")) return {};
    const std::string& row = building.text("unit_load");
    if (tables.text("unit_loads", row, "level").empty()) return {};
    const std::string conventional = row.substr(0, row.find('/')) + "/conventional";
    return tables.has_row("unit_loads", conventional) ? conventional : std::string();
}

}  // namespace

void warn_of_saving_baseline(DistrictFile& file, Findings& findings) {
    if (file.eras.empty() || !file.eras.front().district.plan().has("baseline")) return;
    const std::string& name = file.eras.front().district.plan().text("baseline");
    const Era* baseline = era_named(file.eras, name);
    if (baseline == nullptr || !baseline->district.is_network() || has_measures(baseline->district)) return;
    if (std::none_of(file.eras.begin(), file.eras.end(), [](const Era& era) { return has_measures(era.district); }))
        return;
    const DemandTables tables(baseline->district);
    std::vector<Finding> found;
    for (const auto& [id, building] : baseline->district.buildings()) {
        const std::string row = conventional_row(tables, *building);
        if (row.empty()) continue;
        Finding finding = building->finding(
            "saving-baseline", "unit_load",
            {fmt::format("{} in scenario {}, which is the baseline and has no building measures", row, name),
             fmt::format("基準のシナリオ {}（建物の省エネ化なし）では {}", name, row)},
            {fmt::format("write \"{}: {{ unit_load: {} }}\" below change: buildings: of that scenario; leave it if the "
                         "building is as good without the measures",
                         id, row),
             fmt::format("そのシナリオの change: buildings: の下に「{}: {{ unit_load: {} }}」を加えてください。"
                         "対策なしでもこの性能なら、そのままで構いません",
                         id, row)});
        finding.severity = Severity::warning;
        found.push_back(std::move(finding));
    }
    for (Era& era : file.eras) {
        if (era.id == name) era.warnings.insert(era.warnings.end(), found.begin(), found.end());
    }
    for (auto& finding : found) findings.add(std::move(finding));
}

}  // namespace gaiku
