#include "technology/storage.h"

#include <algorithm>
#include <cmath>

#include "technology/checks.h"
#include "technology/fields.h"

namespace gaiku {

StorageMachine::StorageMachine(const Storage& is, double kwh, double kw)
    : kwh_(kwh),
      lowest_kwh_(is.lowest * kwh),
      kw_(kw),
      charge_efficiency_(is.charge_efficiency),
      discharge_efficiency_(is.discharge_efficiency),
      kept_per_hour_(1 - is.loss_per_hour),
      usual_hours_(is.step_hours),
      kept_in_usual_step_(std::pow(kept_per_hour_, usual_hours_)),
      heat_(is.heat) {}

void StorageMachine::step(std::size_t, double hours, std::span<const double> wanted, double& level,
                          std::span<double> ports) const {
    const double kept = level * (hours == usual_hours_ ? kept_in_usual_step_ : std::pow(kept_per_hour_, hours));
    double charge = std::clamp(wanted[0], 0.0, kw_);
    double discharge = std::clamp(wanted[1], 0.0, heat_ ? kw_ - charge : kw_);
    const double in = charge_efficiency_ * hours;
    const double out = hours / discharge_efficiency_;
    const double over = kept + in * charge - out * discharge - kwh_;
    if (over > 0) charge = std::max(charge - over / in, 0.0);
    const double under = lowest_kwh_ - (kept + in * charge - out * discharge);
    if (under > 0) discharge = std::max(discharge - under / out, 0.0);
    level = kept + in * charge - out * discharge;
    ports[0] = -charge;
    ports[1] = discharge;
    if (!heat_) return;
    const auto& [idle, charging, discharging] = *heat_;
    ports[2] = -(idle * kw_ + (charging - idle) * charge + (discharging - idle) * discharge);
}

namespace {

/// Writes the heater of a hot battery.
void add_heater(AssetNetwork& asset, const Storage& is, network::FlowId charge, network::FlowId discharge,
                network::CapacityId power) {
    const auto& [idle, charging, discharging] = *is.heat;
    network::Balance one_way{asset.origin("charge or discharge", "power"),
                             {{charge, 1.0}, {discharge, 1.0}},
                             0.0,
                             network::Sense::at_most,
                             {{power, -1.0}}};
    asset.network().add(std::move(one_way));
    network::Flow flow;
    flow.origin = asset.origin("heater", "heater_idle");
    const auto heater = asset.flow(std::move(flow));
    network::Balance balance{asset.origin("standby heat", "heater_idle"), {{heater, 1.0}}, 0.0};
    if (charging != idle) balance.terms.push_back({charge, idle - charging});
    if (discharging != idle) balance.terms.push_back({discharge, idle - discharging});
    if (idle != 0) balance.capacities.push_back({power, -idle});
    asset.network().add(std::move(balance));
    asset.port("heater", heater, -1.0, is.place, "electricity");
}

}  // namespace

void add_storage(AssetNetwork& asset, const Storage& is) {
    const auto capacity = asset.size({.name = "capacity", .energy = true});
    const auto power = asset.size({.name = "power", .capital = "capital_power", .upkeep = "upkeep_power"});
    const auto flow = [&](const char* name) {
        network::Flow one;
        one.origin = asset.origin(name, "power");
        one.upper_of = power;
        one.upper = power ? 1.0 : network::unlimited;
        return asset.control(std::move(one));
    };
    const auto charge = flow("charge");
    const auto discharge = flow("discharge");
    asset.port("charge", charge, -1.0, is.place, is.carrier);
    asset.port("discharge", discharge, 1.0, is.place, is.carrier);
    if (is.heat) add_heater(asset, is, charge, discharge, power);

    network::Store store;
    store.origin = asset.origin("level", "capacity");
    store.retention_per_hour = 1 - is.loss_per_hour;
    store.flows = {{charge, is.charge_efficiency}, {discharge, -1 / is.discharge_efficiency}};
    store.upper_of = capacity;
    store.upper = capacity ? 1.0 : network::unlimited;
    if (is.lowest > 0 && capacity) {
        store.lower_of = capacity;
        store.lower = is.lowest;
    }
    asset.store(asset.network().add(std::move(store)));
    if (is.electric && power) asset.builder().stand_alone(power, StandAlone::storage_power);
}

std::vector<Field> storage_fields(bool with_efficiencies, const std::string& rule) {
    auto fields = fields::size("power", "kW",
                               {"power for charging and for discharging, at the side of its balance (method network)",
                                "充放電の出力（系統側。method: network）"},
                               {"sized", "unlimited"}, false);
    const auto more = [&](Field field) { fields.push_back(std::move(field)); };
    more({.key = "capital_power",
          .kind = Kind::quantity,
          .unit = "yen/kW",
          .meaning = {"price installed a kW of power, beside that of the capacity",
                      "出力1kWあたりの整備単価（容量分とは別）"},
          .preset = "0 yen/kW",
          .minimum = 0,
          .maximum = 1e8});
    more({.key = "upkeep_power",
          .kind = Kind::quantity,
          .unit = "yen/kW/year",
          .meaning = {"upkeep a year a kW of power", "出力1kWあたりの年間維持管理費"},
          .preset = "0 yen/kW/year",
          .minimum = 0,
          .maximum = 1e7});
    const char* full = with_efficiencies ? "" : "100 %";
    Field charge =
        fields::share("charge_efficiency", {"energy stored over energy charged", "充電（蓄熱）効率"}, full, 1);
    Field discharge = fields::share("discharge_efficiency",
                                    {"energy given over energy drawn from the store", "放電（放熱）効率"}, full, 1);
    more(std::move(charge));
    more(std::move(discharge));
    more(fields::share("loss_per_hour", {"share of its level that is lost in an hour", "1時間に失われる割合"}, "", 0,
                       99));
    more(
        fields::share("lowest_level", {"share of the capacity that must stay in it", "残しておく割合"}, "0 %", 0, 100));
    for (Field& field : fields::store_rule(rule)) more(std::move(field));
    return fields;
}

Storage read_storage(const AssetInput& asset, std::string carrier) {
    Storage is;
    is.place = asset.place();
    is.carrier = std::move(carrier);
    is.charge_efficiency = asset.number("charge_efficiency");
    is.discharge_efficiency = asset.number("discharge_efficiency");
    is.loss_per_hour = asset.number("loss_per_hour");
    is.lowest = asset.number("lowest_level");
    is.step_hours = asset.district().plan().number_or("step", 1);
    return is;
}

void check_storage(const AssetInput& asset, Findings& findings) {
    checks::place(asset, findings);
    for (const char* key : {"power", "charge_efficiency", "discharge_efficiency", "loss_per_hour"})
        checks::require(asset, key, findings);
    checks::size(asset, "capacity", findings);
    checks::size(asset, "power", findings);
    checks::capital(asset, {"capital"}, findings);
    for (const char* key : {"upkeep", "upkeep_power"}) {
        if (asset.number_or(key, 0) == 0) continue;
        checks::running(asset, "upkeep", findings);
        break;
    }
}

}  // namespace gaiku
