#include "technology/control_system/control_system.h"

#include "technology/checks.h"
#include "technology/still_machine.h"

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

void ControlSystem::check(const Record& record, const District& district, Findings& findings) const {
    if (!district.is_network()) return;
    const AssetInput asset(record, district);
    checks::capital(asset, {"capital"}, findings);
    if (asset.number("upkeep") != 0) checks::running(asset, "upkeep", findings);
}

void ControlSystem::add_to(AssetNetwork& network) const {
    network.fixed_cost("system", network.input().number("capital"), network.input().number("upkeep"));
}

std::unique_ptr<Machine> ControlSystem::machine(const AssetInput&, std::span<const double>) const {
    return std::make_unique<StillMachine>();
}

AssetCost ControlSystem::cost(const Record& asset, double) const {
    return {asset.number("capital"), asset.number("upkeep")};
}

}  // namespace gaiku
