#include "technology/absorption_chiller/absorption_chiller.h"

#include "district/format.h"
#include "technology/checks.h"
#include "technology/fields.h"

namespace gaiku {

AbsorptionChiller::AbsorptionChiller() {
    section_ = {
        .name = "absorption_chiller",
        .meaning = {"chiller driven by heat", "吸収式冷凍機"},
        .fields = fields::join(
            {fields::size("capacity", "kW", {"cold output, or: sized", "冷熱出力、または sized"}, {"sized"}),
             {fields::carrier("heat", {"what drives it", "駆動熱源"}, "hot_water"),
              fields::carrier("cold", {"what it makes", "冷熱のエネルギー種別"}, "chilled_water"),
              fields::share("auxiliary_electricity",
                            {"electricity of its pumps, share of the cold", "補機電力（冷熱に対する比）"}, "0 %", 0,
                            50),
              {.key = "reject_to",
               .kind = Kind::reference,
               .meaning = {"carrier that takes its waste heat, for a cooling tower; without it, the surroundings",
                           "排熱を渡すエネルギー種別（冷却塔用。なければ周囲環境へ）"},
               .choices = built_in_carriers(),
               .target = "carriers"}},
             fields::efficiency("cop", "-", {"cold over heat at full load", "定格COP"}, 3),
             {fields::part_load(), fields::curve()},
             fields::cost("kW"),
             on_off_fields(),
             converter_cost_fields()})};
}

void AbsorptionChiller::check(const Record& record, const District& district, Findings& findings) const {
    if (!district.is_network()) return;
    const AssetInput asset(record, district);
    checks::not_electricity(asset, {"heat", "cold", "reject_to"}, findings);
    checks::apart(asset, {"heat", "cold", "reject_to"}, findings);
    check_converter(asset, findings);
    checks::efficiency(asset, "cop", findings);
    checks::part_load(asset, findings);
    if (asset.has("reject_to") && checks::has_part_load(asset)) {
        findings.add(record.finding("contradiction", record.has("curve") ? "curve" : "part_load",
                                    {"one efficiency where waste heat is a carrier", "reject_to のときは一定の効率"},
                                    {"remove part_load or curve", "part_load または curve を消してください"}));
    }
}

Converter AbsorptionChiller::converter(const AssetInput& asset) const {
    const Profile cop = fields::read_efficiency(asset, "cop");
    const std::string place = asset.place();
    Converter is;
    is.ports = {{"cold", place, asset.text("cold"), 1.0},
                {"heat", place, asset.text("heat"), apply(cop, [](double c) { return -1 / c; }), true}};
    if (asset.number("auxiliary_electricity") > 0)
        is.ports.push_back({"auxiliary electricity", place, "electricity", -asset.number("auxiliary_electricity")});
    if (asset.has("reject_to"))
        is.ports.push_back(
            {"waste heat", place, asset.text("reject_to"), apply(cop, [](double c) { return 1 + 1 / c; })});
    is.part_load = PartLoad(asset.record());
    read_converter_costs(asset, cop, is);
    return is;
}

}  // namespace gaiku
