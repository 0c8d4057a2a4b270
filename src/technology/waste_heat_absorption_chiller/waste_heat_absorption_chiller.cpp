#include "technology/waste_heat_absorption_chiller/waste_heat_absorption_chiller.h"

#include "technology/fields.h"

namespace gaiku {
namespace {

const Text standard{"calculation manual of the non-residential energy standard 8.1.6, as in builelib, commit 545e30e",
                    "非住宅省エネ基準の計算方法 8.1.6（builelib、commit 545e30e）"};

std::vector<Field> waste_heat_fields() {
    const auto share = [](const char* key, Text meaning, const char* preset, double most) {
        Field field = fields::share(key, std::move(meaning), preset, 0, most);
        field.source = standard;
        return field;
    };
    return {
        fields::carrier("waste_heat", {"hot water that replaces fuel", "燃料を代替する排熱温水の種別"}, "hot_water"),
        {.key = "waste_heat_cop",
         .kind = Kind::quantity,
         .unit = "-",
         .meaning = {"cold over waste heat", "排熱利用時のCOP"},
         .preset = "0.75",
         .minimum = 0.1,
         .maximum = 2,
         .source = standard},
        share("waste_heat_at_full_load", {"share of full load that waste heat covers", "定格運転時の排熱投入可能率"},
              "15 %", 90),
        share("waste_heat_alone_to", {"load up to which waste heat alone is enough", "排熱のみで運転できる最大負荷率"},
              "30 %", 90),
        share("waste_heat_drop",
              {"how much less it covers at full load because its temperature falls; the load of waste heat alone "
               "falls by as many points",
               "排熱温度による排熱投入可能率の低下率（排熱のみの負荷率も同じ点数下がる）"},
              "12.5 %", 100)};
}

FiredAbsorption::WasteHeat read_waste_heat(const AssetInput& asset) {
    const double rated = asset.number("waste_heat_at_full_load");
    const double covered = rated * (1 - asset.number("waste_heat_drop"));
    return {asset.text("waste_heat"), asset.number("waste_heat_cop"), covered,
            asset.number("waste_heat_alone_to") - (rated - covered)};
}

}  // namespace

WasteHeatAbsorptionChiller::WasteHeatAbsorptionChiller()
    : FiredAbsorptionTechnology("waste_heat_absorption_chiller",
                                {"gas-fired absorption chiller-heater that takes waste heat (genelink)",
                                 "排熱投入型ガス吸収冷温水機（ジェネリンク）"},
                                waste_heat_fields()) {}

void WasteHeatAbsorptionChiller::check(const Record& record, const District& district, Findings& findings) const {
    FiredAbsorptionTechnology::check(record, district, findings);
    if (!district.is_network()) return;
    const auto heat = read_waste_heat(AssetInput(record, district));
    if (heat.alone_to >= heat.at_full_load) return;
    findings.add(record.finding("contradiction", "waste_heat_alone_to",
                                {"at least waste_heat_at_full_load", "waste_heat_at_full_load 以上"},
                                {"correct one of the two: what waste heat does at full load it also does at part load",
                                 "どちらかを直してください（定格時に賄える分は部分負荷でも賄えます）"}));
}

FiredAbsorption WasteHeatAbsorptionChiller::machine_of(const AssetInput& asset) const {
    FiredAbsorption is = read(asset);
    is.waste_heat = read_waste_heat(asset);
    return is;
}

}  // namespace gaiku
