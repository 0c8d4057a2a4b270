#include "technology/steam_heat_exchanger/steam_heat_exchanger.h"

#include "technology/checks.h"
#include "technology/fields.h"

namespace gaiku {

SteamHeatExchanger::SteamHeatExchanger() {
    section_ = {.name = "steam_heat_exchanger",
                .meaning = {"heat exchanger from steam to hot water", "蒸気・温水熱交換器"},
                .fields = fields::join(
                    {fields::size("capacity", "kW",
                                  {"heat given to the water, or: sized", "温水側の熱出力、または sized"}, {"sized"}),
                     {fields::carrier("steam", {"what heats", "加熱側のエネルギー種別"}, "steam"),
                      fields::carrier("heat", {"what is heated", "被加熱側のエネルギー種別"}, "hot_water"),
                      {.key = "efficiency",
                       .kind = Kind::quantity,
                       .unit = "%",
                       .meaning = {"heat given to the water over the steam's", "温水の熱量／蒸気の熱量"},
                       .required = true,
                       .minimum = 1,
                       .maximum = 100},
                      fields::share("auxiliary_electricity",
                                    {"electricity of its pumps, share of the heat", "ポンプ電力（熱出力に対する比）"},
                                    "0 %", 0, 50)},
                     fields::cost("kW"),
                     converter_cost_fields()})};
}

void SteamHeatExchanger::check(const Record& record, const District& district, Findings& findings) const {
    if (!district.is_network()) return;
    const AssetInput asset(record, district);
    check_converter(asset, findings);
    if (record.text("steam") != record.text("heat")) return;
    findings.add(record.finding("contradiction", "heat", {"another carrier than steam", "steam と異なるエネルギー種別"},
                                {"name what is heated", "被加熱側のエネルギー種別を書いてください"}));
}

Converter SteamHeatExchanger::converter(const AssetInput& asset) const {
    const double efficiency = asset.number("efficiency");
    const std::string place = asset.place();
    Converter is;
    is.ports = {{"heat", place, asset.text("heat"), 1.0}, {"steam", place, asset.text("steam"), -1 / efficiency}};
    if (asset.number("auxiliary_electricity") > 0)
        is.ports.push_back({"auxiliary electricity", place, "electricity", -asset.number("auxiliary_electricity")});
    read_converter_costs(asset, efficiency, is);
    return is;
}

}  // namespace gaiku
