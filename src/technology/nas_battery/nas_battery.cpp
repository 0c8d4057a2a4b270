#include "technology/nas_battery/nas_battery.h"

#include "technology/fields.h"

namespace gaiku {
namespace {

Field heater(const std::string& key, Text meaning) {
    Field field = fields::share(key, std::move(meaning), "", 0, 50);
    field.required = true;
    return field;
}

Storage read_nas(const AssetInput& asset) {
    Storage is = read_storage(asset, "electricity");
    is.electric = true;
    is.heat =
        StandbyHeat{asset.number("heater_idle"), asset.number("heater_charging"), asset.number("heater_discharging")};
    return is;
}

}  // namespace

NasBattery::NasBattery() {
    section_ = {
        .name = "nas_battery",
        .meaning = {"sodium-sulphur (NAS) battery, kept hot", "NAS電池（ナトリウム・硫黄電池）"},
        .fields = fields::join(
            {fields::size("capacity", "kWh", {"usable energy, or: sized", "利用可能容量、または sized"}, {"sized"}),
             {heater("heater_idle",
                     {"heater while it is idle, share of the power", "待機時のヒータ電力（出力に対する比）"}),
              heater("heater_charging", {"heater while it charges at full power, share of the power",
                                         "充電時のヒータ電力（出力に対する比）"}),
              heater("heater_discharging",
                     {"heater while it discharges at full power, share of the power; its own losses "
                      "then heat it",
                      "放電時のヒータ電力（出力に対する比。放電損失が熱となる）"})},
             fields::cost("kWh"),
             storage_fields(true, "self_consumption")})};
}

void NasBattery::check(const Record& record, const District& district, Findings& findings) const {
    if (!district.is_network()) return;
    check_storage(AssetInput(record, district), findings);
    if (!record.says("power", "unlimited")) return;
    findings.add(record.finding(
        "contradiction", "power",
        {"a power in kW, or sized: the heater is a share of it", "kW の値、または sized（ヒータ電力の基準となる）"},
        {"write its rated power", "定格出力を書いてください"}));
}

void NasBattery::add_to(AssetNetwork& network) const {
    add_storage(network, read_nas(network.input()));
}

std::unique_ptr<Machine> NasBattery::machine(const AssetInput& asset, std::span<const double> sizes) const {
    return std::make_unique<StorageMachine>(read_nas(asset), sizes[0], sizes[1]);
}

}  // namespace gaiku
