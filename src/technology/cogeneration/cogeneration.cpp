#include "technology/cogeneration/cogeneration.h"

#include "technology/checks.h"
#include "technology/fields.h"

namespace gaiku {
namespace {

Profile heat_to_power(const AssetInput& asset, const Profile& efficiency) {
    if (asset.has("heat_to_power")) return asset.number("heat_to_power");
    const double heat = asset.number("heat_efficiency");
    return apply(efficiency, [&](double power) { return heat / power; });
}

}  // namespace

Cogeneration::Cogeneration() {
    section_ = {.name = "cogeneration",
                .meaning = {"combined heat and power from a gas engine", "コージェネレーション（ガスエンジン）"},
                .fields = fields::join(
                    {fields::size("capacity", "kW", {"electric power, or: sized", "発電出力、または sized"}, {"sized"}),
                     {fields::carrier("fuel", {"what it burns", "燃料"}, "gas"),
                      fields::carrier("heat", {"what its heat is", "熱のエネルギー種別"}, "hot_water"),
                      {.key = "heat_to_power",
                       .kind = Kind::quantity,
                       .unit = "-",
                       .meaning = {"heat recovered a kWh of electricity; or give heat_efficiency",
                                   "発電1kWhあたりの回収熱量（または heat_efficiency）"},
                       .minimum = 0,
                       .maximum = 20},
                      fields::share("heat_efficiency", {"heat over fuel", "熱回収効率"}, "", 0)},
                     fields::efficiency("efficiency", "%", {"electricity over fuel at full load", "定格発電効率"}, 100),
                     {fields::part_load(),
                      {.key = "rule",
                       .kind = Kind::choice,
                       .meaning = {"what it follows (plan.operation: rules): the demand for its heat, or for its "
                                   "electricity",
                                   "何に追従するか（plan.operation: rules）。heat_led: 熱主電従、power_led: 電主熱従"},
                       .preset = "heat_led",
                       .choices = {"heat_led", "power_led"}},
                      fields::price("sale_price", {"price of electricity that is sold where it is generated, without "
                                                   "passing through the grid connection",
                                                   "発電地点での直接売電単価（系統連系を通さない）"}),
                      {.key = "stand_alone",
                       .kind = Kind::boolean,
                       .meaning = {"whether it can run without the grid", "自立運転できるか"},
                       .preset = "yes",
                       .source = {"document 004: cogeneration counts in full", "資料004：コージェネは100%"}}},
                     fields::cost("kW"),
                     on_off_fields(),
                     converter_cost_fields()})};
}

void Cogeneration::check(const Record& record, const District& district, Findings& findings) const {
    if (!district.is_network()) return;
    const AssetInput asset(record, district);
    checks::not_electricity(asset, {"fuel", "heat"}, findings);
    checks::apart(asset, {"fuel", "heat"}, findings);
    check_converter(asset, findings);
    checks::efficiency(asset, "efficiency", findings);
    checks::part_load(asset, findings);
    if (asset.has("sale_price")) checks::running(asset, "electricity", findings);
    const bool by_ratio = asset.has("heat_to_power");
    if (by_ratio == asset.has("heat_efficiency")) {
        findings.add(
            record.finding(by_ratio ? "contradiction" : "missing-key", "heat_efficiency",
                           {"either heat_efficiency or heat_to_power", "heat_efficiency か heat_to_power の一方"},
                           {"give its heat one way", "どちらか一方を書いてください"}));
        return;
    }
    if (!asset.has("efficiency")) return;
    const double power = asset.profile("efficiency").largest();
    if (power + (by_ratio ? power * asset.number("heat_to_power") : asset.number("heat_efficiency")) <= 1 + 1e-9)
        return;
    findings.add(record.finding("contradiction", by_ratio ? "heat_to_power" : "heat_efficiency",
                                {"electricity and heat that are no more than the fuel", "電力と熱の合計が燃料以下"},
                                {"lower its heat or its efficiency", "熱か発電の効率を下げてください"}));
}

Converter Cogeneration::converter(const AssetInput& asset) const {
    const Profile efficiency = fields::read_efficiency(asset, "efficiency");
    const std::string place = asset.place();
    Converter is;
    is.ports = {{"electricity", place, "electricity", 1.0},
                {"heat", place, asset.text("heat"), heat_to_power(asset, efficiency)},
                {"fuel", place, asset.text("fuel"), apply(efficiency, [](double e) { return -1 / e; }), true}};
    is.part_load = PartLoad(asset.record());
    read_converter_costs(asset, efficiency, is);
    if (asset.has("sale_price")) {
        is.has_sale = true;
        is.sale_price = asset.profile("sale_price") * CostBasis(asset.district()).running_weight("electricity");
    }
    if (asset.record().yes("stand_alone")) is.stand_alone = StandAlone::firm;
    return is;
}

}  // namespace gaiku
