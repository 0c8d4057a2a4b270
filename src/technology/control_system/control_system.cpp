#include "technology/control_system/control_system.h"

namespace gaiku {

ControlSystem::ControlSystem() {
    section_ = {.name = "control_system",
                .meaning = {"the microgrid's control system", "マイクログリッドの制御システム"},
                .fields = {
                    {.key = "capital",
                     .kind = Kind::quantity,
                     .unit = "yen",
                     .meaning = {"price installed", "整備費"},
                     .required = true,
                     .data = {"unit_costs", "control_system", "capital_fixed"},
                     .minimum = 0,
                     .maximum = 1e12},
                    {.key = "upkeep",
                     .kind = Kind::quantity,
                     .unit = "yen/year",
                     .meaning = {"upkeep a year", "維持管理費"},
                     .required = true,
                     .data = {"unit_costs", "control_system", "upkeep_fixed"},
                     .minimum = 0,
                     .maximum = 1e11},
                }};
}

AssetCost ControlSystem::cost(const Record& asset, double) const {
    return {asset.number("capital"), asset.number("upkeep")};
}

}  // namespace gaiku
