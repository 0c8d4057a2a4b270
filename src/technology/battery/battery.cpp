#include "technology/battery/battery.h"

namespace gaiku {

Battery::Battery() {
    section_ = {.name = "battery",
                .meaning = {"stationary battery", "蓄電池"},
                .fields = {
                    {.key = "capacity",
                     .kind = Kind::quantity,
                     .unit = "kWh",
                     .meaning = {"usable energy, or: sized", "利用可能容量、または sized（gaikuが決める）"},
                     .required = true,
                     .minimum = 0,
                     .maximum = 1e8,
                     .choices = {"sized"}},
                    {.key = "capital",
                     .kind = Kind::quantity,
                     .unit = "yen/kWh",
                     .meaning = {"price installed", "整備単価"},
                     .required = true,
                     .data = {"unit_costs", "battery", "capital_energy"},
                     .minimum = 0,
                     .maximum = 1e8},
                    {.key = "upkeep",
                     .kind = Kind::quantity,
                     .unit = "yen/kWh/year",
                     .meaning = {"upkeep a year", "維持管理費単価"},
                     .preset = "0 yen/kWh/year",
                     .minimum = 0,
                     .maximum = 1e7,
                     .source = {"document 002 counts none", "資料002では計上なし"}},
                }};
}

AssetCost Battery::cost(const Record& asset, double kwh) const {
    return {kwh * asset.number("capital"), kwh * asset.number("upkeep")};
}

}  // namespace gaiku
