#include "technology/demand_side/demand_side.h"

#include <fmt/format.h>

namespace gaiku {
namespace {

Text title(const std::string& name) {
    if (name == "water_heater") return {"heat-pump water heaters", "ヒートポンプ給湯機"};
    if (name == "home_battery") return {"home batteries", "家庭用蓄電池"};
    return {"electric vehicles", "電気自動車"};
}

}  // namespace

DemandSide::DemandSide(const std::string& name) {
    section_ = {.name = name,
                .meaning = title(name),
                .fields = {
                    {.key = "units",
                     .kind = Kind::count,
                     .meaning = {"how many there are", "台数"},
                     .required = true,
                     .maximum = 10'000'000},
                    {.key = "usable_energy",
                     .kind = Kind::quantity,
                     .unit = "kWh",
                     .meaning = {"energy that one can shift within a day", "1台が一日に移せる電力量"},
                     .required = true,
                     .data = {"demand_side_equipment", name, "energy"},
                     .minimum = 0,
                     .maximum = 1000},
                    {.key = "capital",
                     .kind = Kind::quantity,
                     .unit = "yen",
                     .meaning = {"price of one, installed; needed where the operator owns them",
                                 "1台の整備費（事業者が所有する場合に必要）"},
                     .minimum = 0,
                     .maximum = 1e9},
                    {.key = "upkeep",
                     .kind = Kind::quantity,
                     .unit = "yen/year",
                     .meaning = {"upkeep of one a year; needed where the operator owns them",
                                 "1台の維持管理費（事業者が所有する場合に必要）"},
                     .minimum = 0,
                     .maximum = 1e8},
                }};
}

void DemandSide::check(const Record& asset, const District& district, Findings& findings) const {
    if (district.is_network() || asset.text("owner") == "third_party") return;
    for (const auto& [key, example] : {std::pair{"capital", "1000000 yen"}, {"upkeep", "0 yen/year"}}) {
        if (asset.has(key)) continue;
        findings.add(asset.finding(
            "missing-key", key, {"what one costs the operator, who owns them", "所有者である事業者が1台に払う費用"},
            {fmt::format("add \"{}:\", such as {}, or say whose they are: owner: third_party", key, example),
             fmt::format("「{}:」（例 {}）を加えるか、所有者を「owner: third_party」としてください", key, example)}));
    }
}

double DemandSide::shiftable_kwh(const Record& asset) const {
    return asset.number("units") * asset.number("usable_energy");
}

}  // namespace gaiku
