#include "technology/heat_rejection/heat_rejection.h"

#include "technology/checks.h"
#include "technology/fields.h"

namespace gaiku {

HeatRejection::HeatRejection() {
    section_ = {.name = "heat_rejection",
                .meaning = {"heat given to the surroundings (cooling tower, radiator)", "放熱（冷却塔・ラジエータ）"},
                .fields = fields::join(
                    {fields::size("capacity", "kW",
                                  {"heat it can reject, sized or unlimited", "放熱能力。sized、unlimited も可"},
                                  {"sized", "unlimited"}),
                     {fields::carrier("heat", {"what it takes", "放熱するエネルギー種別"}, "hot_water"),
                      fields::share("fan_electricity",
                                    {"electricity of fans and pumps, share of the heat",
                                     "ファン・ポンプ電力（放熱量に対する比）"},
                                    "0 %", 0, 50)},
                     fields::cost("kW"),
                     converter_cost_fields()})};
}

void HeatRejection::check(const Record& record, const District& district, Findings& findings) const {
    if (!district.is_network()) return;
    const AssetInput asset(record, district);
    check_converter(asset, findings);
    checks::not_electricity(asset, {"heat"}, findings);
}

Converter HeatRejection::converter(const AssetInput& asset) const {
    Converter is;
    is.ports = {{"heat", asset.place(), asset.text("heat"), -1.0}};
    if (asset.number("fan_electricity") > 0)
        is.ports.push_back({"fan electricity", asset.place(), "electricity", -asset.number("fan_electricity")});
    read_converter_costs(asset, 1.0, is);
    return is;
}

}  // namespace gaiku
