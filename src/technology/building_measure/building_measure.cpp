#include "technology/building_measure/building_measure.h"

#include "technology/checks.h"
#include "technology/still_machine.h"

namespace gaiku {
BuildingMeasure::BuildingMeasure() {
    section_ = {.name = "building_measure",
                .meaning = {"better buildings (ZEB, ZEH), as far as they cost; what they save is in the unit loads",
                            "建物の省エネ化（ZEB・ZEH）の費用。省エネ効果は建物の負荷原単位に含める"},
                .fields = {
                    {.key = "capital",
                     .kind = Kind::quantity,
                     .unit = "yen",
                     .meaning = {"extra price over the conventional building", "標準的な建物に対する増加費用"},
                     .minimum = 0,
                     .maximum = 1e13},
                    {.key = "capital_per_area",
                     .kind = Kind::quantity,
                     .unit = "yen/m2",
                     .meaning = {"the same a square metre of area", "同（1m2あたり）"},
                     .minimum = 0,
                     .maximum = 1e7},
                    {.key = "area",
                     .kind = Kind::quantity,
                     .unit = "m2",
                     .meaning = {"floor area for capital_per_area", "capital_per_area を掛ける延床面積"},
                     .minimum = 0,
                     .maximum = 1e8},
                    {.key = "upkeep",
                     .kind = Kind::quantity,
                     .unit = "yen/year",
                     .meaning = {"extra upkeep a year", "維持管理費の増加額"},
                     .preset = "0 yen/year",
                     .minimum = 0,
                     .maximum = 1e11},
                }};
}

void BuildingMeasure::check(const Record& record, const District& district, Findings& findings) const {
    const bool whole = record.has("capital");
    const bool by_area = record.has("capital_per_area");
    if (whole == by_area) {
        findings.add(record.finding(
            whole ? "contradiction" : "missing-key", "capital",
            {"either capital, or capital_per_area and area", "capital、または capital_per_area と area の一方"},
            {"write one of the two", "どちらか一方を書いてください"}));
    }
    if (by_area != record.has("area")) {
        findings.add(record.finding("missing-key", by_area ? "area" : "capital_per_area",
                                    {"capital_per_area together with area", "capital_per_area と area の両方"},
                                    {"add the other one", "もう一方を加えてください"}));
    }
    if (!district.is_network()) return;
    const AssetInput asset(record, district);
    checks::capital(asset, {whole ? "capital" : "capital_per_area"}, findings);
    if (asset.number("upkeep") != 0) checks::running(asset, "upkeep", findings);
}

void BuildingMeasure::add_to(AssetNetwork& network) const {
    const AssetCost is = cost(network.input().record(), 0);
    network.fixed_cost("measure", is.capital_yen, is.upkeep_yen_per_year);
}

std::unique_ptr<Machine> BuildingMeasure::machine(const AssetInput&, std::span<const double>) const {
    return std::make_unique<StillMachine>();
}

AssetCost BuildingMeasure::cost(const Record& asset, double) const {
    const double capital =
        asset.has("capital") ? asset.number("capital") : asset.number("capital_per_area") * asset.number("area");
    return {capital, asset.number("upkeep")};
}

}  // namespace gaiku
