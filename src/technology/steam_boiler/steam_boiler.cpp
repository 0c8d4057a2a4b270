#include "technology/steam_boiler/steam_boiler.h"

#include "technology/checks.h"
#include "technology/fields.h"

namespace gaiku {

SteamBoiler::SteamBoiler() {
    section_ = {
        .name = "steam_boiler",
        .meaning = {"boiler that makes steam", "蒸気ボイラ"},
        .fields = fields::join(
            {fields::size("capacity", "kW", {"heat of its steam, or: sized", "蒸気の熱出力、または sized"}, {"sized"}),
             {fields::carrier("fuel", {"what it burns", "燃料"}, "gas"),
              fields::carrier("steam", {"what it makes", "蒸気のエネルギー種別"}, "steam"),
              fields::share(
                  "blowdown",
                  {"heat blown down with the boiler water, share of the steam; the efficiency counts before it",
                   "ブロー水の熱（蒸気に対する比。効率とは別に数える）"},
                  "0 %", 0, 30),
              fields::share("auxiliary_electricity",
                            {"electricity of fan and feed pump, share of the steam",
                             "送風機・給水ポンプの電力（蒸気に対する比）"},
                            "0 %", 0, 50)},
             fields::efficiency("efficiency", "%", {"steam over fuel at full load", "定格効率"}, 110),
             {fields::part_load(), fields::curve()},
             fields::cost("kW"),
             on_off_fields(),
             converter_cost_fields()})};
}

void SteamBoiler::check(const Record& record, const District& district, Findings& findings) const {
    if (!district.is_network()) return;
    const AssetInput asset(record, district);
    check_converter(asset, findings);
    checks::efficiency(asset, "efficiency", findings);
    checks::part_load(asset, findings);
}

Converter SteamBoiler::converter(const AssetInput& asset) const {
    const double made = 1 + asset.number("blowdown");  // heat made a unit of steam
    const Profile efficiency = apply(fields::read_efficiency(asset, "efficiency"), [&](double e) { return e / made; });
    const std::string place = asset.place();
    Converter is;
    is.ports = {{"steam", place, asset.text("steam"), 1.0},
                {"fuel", place, asset.text("fuel"), apply(efficiency, [](double e) { return -1 / e; }), true}};
    if (asset.number("auxiliary_electricity") > 0)
        is.ports.push_back({"auxiliary electricity", place, "electricity", -asset.number("auxiliary_electricity")});
    is.part_load = PartLoad(asset.record());
    read_converter_costs(asset, efficiency, is);
    return is;
}

}  // namespace gaiku
