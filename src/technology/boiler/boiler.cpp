#include "technology/boiler/boiler.h"

#include "technology/checks.h"
#include "technology/fields.h"

namespace gaiku {

Boiler::Boiler() {
    section_ = {.name = "boiler",
                .meaning = {"boiler", "ボイラ"},
                .fields = fields::join(
                    {fields::size("capacity", "kW", {"heat output, or: sized", "熱出力、または sized"}, {"sized"}),
                     {fields::carrier("fuel", {"what it burns", "燃料"}, "gas"),
                      fields::carrier("heat", {"what it makes", "熱のエネルギー種別"}, "hot_water")},
                     fields::efficiency("efficiency", "%", {"heat over fuel at full load", "定格効率"}, 110),
                     {fields::part_load(), fields::curve()},
                     fields::cost("kW"),
                     on_off_fields(),
                     converter_cost_fields()})};
}

void Boiler::check(const Record& record, const District& district, Findings& findings) const {
    if (!district.is_network()) return;
    const AssetInput asset(record, district);
    checks::not_electricity(asset, {"heat"}, findings);
    checks::apart(asset, {"fuel", "heat"}, findings);
    check_converter(asset, findings);
    checks::efficiency(asset, "efficiency", findings);
    checks::part_load(asset, findings);
}

Converter Boiler::converter(const AssetInput& asset) const {
    const Profile efficiency = fields::read_efficiency(asset, "efficiency");
    Converter is;
    is.ports = {{"heat", asset.place(), asset.text("heat"), 1.0},
                {"fuel", asset.place(), asset.text("fuel"), apply(efficiency, [](double e) { return -1 / e; }), true}};
    is.part_load = PartLoad(asset.record());
    read_converter_costs(asset, efficiency, is);
    return is;
}

}  // namespace gaiku
