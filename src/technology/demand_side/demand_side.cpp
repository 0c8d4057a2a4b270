#include "technology/demand_side/demand_side.h"

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
                }};
}

double DemandSide::shiftable_kwh(const Record& asset) const {
    return asset.number("units") * asset.number("usable_energy");
}

}  // namespace gaiku
