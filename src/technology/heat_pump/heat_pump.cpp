#include "technology/heat_pump/heat_pump.h"

#include "district/format.h"
#include "technology/checks.h"
#include "technology/fields.h"

namespace gaiku {

HeatPump::HeatPump() {
    section_ = {
        .name = "heat_pump",
        .meaning = {"heat pump (air or water source)", "ヒートポンプ（空気熱源・水熱源）"},
        .fields = fields::join(
            {fields::size("capacity", "kW", {"heat output, or: sized", "熱出力、または sized"}, {"sized"}),
             {{.key = "source_side",
               .kind = Kind::choice,
               .meaning = {"where it takes heat from", "熱源"},
               .preset = "air",
               .choices = {"air", "water", "ground"}},
              {.key = "source_carrier",
               .kind = Kind::reference,
               .meaning = {"a carrier of the district that it takes that heat from; without it, the surroundings",
                           "街区内の熱源のエネルギー種別（なければ周囲環境から）"},
               .choices = built_in_carriers(),
               .target = "carriers"},
              fields::carrier("heat", {"what it makes", "熱のエネルギー種別"}, "hot_water")},
             fields::efficiency("cop", "-", {"heat over electricity at full load", "定格COP"}, 30),
             {fields::part_load(), fields::curve()},
             fields::cost("kW"),
             on_off_fields(),
             converter_cost_fields()})};
}

void HeatPump::check(const Record& record, const District& district, Findings& findings) const {
    if (!district.is_network()) return;
    const AssetInput asset(record, district);
    checks::at_least(asset, "cop", 1, findings);
    checks::not_electricity(asset, {"source_carrier", "heat"}, findings);
    checks::apart(asset, {"source_carrier", "heat"}, findings);
    check_converter(asset, findings);
    checks::efficiency(asset, "cop", findings);
    checks::part_load(asset, findings);
    if (asset.has("source_carrier") && record.text("source_side") == "air") {
        findings.add(record.finding("contradiction", "source_carrier",
                                    {"a source of water or ground", "水または地中熱源"},
                                    {"add \"source_side: water\"", "「source_side: water」を加えてください"}));
    }
    if (asset.has("source_carrier") && checks::has_part_load(asset)) {
        findings.add(
            record.finding("contradiction", record.has("curve") ? "curve" : "part_load",
                           {"one efficiency where a carrier is the source", "source_carrier のときは一定の効率"},
                           {"remove part_load or curve", "part_load または curve を消してください"}));
    }
}

Converter HeatPump::converter(const AssetInput& asset) const {
    const Profile cop = fields::read_efficiency(asset, "cop");
    const std::string place = asset.place();
    Converter is;
    is.ports = {{"heat", place, asset.text("heat"), 1.0},
                {"electricity", place, "electricity", apply(cop, [](double c) { return -1 / c; }), true}};
    if (asset.has("source_carrier"))
        is.ports.push_back(
            {"source", place, asset.text("source_carrier"), apply(cop, [](double c) { return 1 / c - 1; })});
    is.part_load = PartLoad(asset.record());
    read_converter_costs(asset, cop, is);
    return is;
}

}  // namespace gaiku
