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
                    {.key = "min_capacity",
                     .kind = Kind::quantity,
                     .unit = "kWh",
                     .meaning = {"least size where capacity is sized (method network)",
                                 "sized のときの下限（method: network）"},
                     .minimum = 0,
                     .maximum = 1e8},
                    {.key = "max_capacity",
                     .kind = Kind::quantity,
                     .unit = "kWh",
                     .meaning = {"largest size where capacity is sized (method network)",
                                 "sized のときの上限（method: network）"},
                     .minimum = 0,
                     .maximum = 1e8},
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
    for (auto& field : storage_fields(true, "self_consumption")) section_.fields.push_back(std::move(field));
}

void Battery::check(const Record& record, const District& district, Findings& findings) const {
    if (district.is_network()) return check_storage(AssetInput(record, district), findings);
    check_sized(record, findings);
}

void Battery::add_to(AssetNetwork& network) const {
    Storage is = read_storage(network.input(), "electricity");
    is.electric = true;
    add_storage(network, is);
}

std::unique_ptr<Machine> Battery::machine(const AssetInput& asset, std::span<const double> sizes) const {
    return std::make_unique<StorageMachine>(read_storage(asset, "electricity"), sizes[0], sizes[1]);
}

}  // namespace gaiku
