#include "technology/thermal_store/thermal_store.h"

#include "district/format.h"
#include "technology/checks.h"
#include "technology/fields.h"

namespace gaiku {

ThermalStore::ThermalStore() {
    section_ = {.name = "thermal_store",
                .meaning = {"store of cold or hot water", "蓄熱槽（冷水・温水）"},
                .fields = fields::join(
                    {fields::size("capacity", "kWh", {"heat or cold it can hold, or: sized", "蓄熱容量、または sized"},
                                  {"sized"}),
                     {{.key = "carrier",
                       .kind = Kind::reference,
                       .meaning = {"what it holds", "蓄えるエネルギー種別"},
                       .required = true,
                       .choices = built_in_carriers(),
                       .target = "carriers"}},
                     fields::cost("kWh"),
                     storage_fields(false, "night_charge")})};
}

void ThermalStore::check(const Record& record, const District& district, Findings& findings) const {
    if (!district.is_network()) return;
    const AssetInput asset(record, district);
    check_storage(asset, findings);
    checks::not_electricity(asset, {"carrier"}, findings);
}

void ThermalStore::add_to(AssetNetwork& network) const {
    add_storage(network, read_storage(network.input(), network.input().text("carrier")));
}

std::unique_ptr<Machine> ThermalStore::machine(const AssetInput& asset, std::span<const double> sizes) const {
    return std::make_unique<StorageMachine>(read_storage(asset, asset.text("carrier")), sizes[0], sizes[1]);
}

}  // namespace gaiku
