#include "random_machines.h"

#include <cmath>

namespace gaiku::test {
namespace {

class Machines {
public:
    Machines(Draw& draw, double scale, bool switches) : draw_(draw), scale_(scale), switches_(switches) {}

    RandomMachine nas_battery() {
        const double idle = draw_.between(0, 3), charging = idle * draw_.unit(), giving = charging * draw_.unit();
        return {
            .technology = "nas_battery",
            .entries = fmt::format(
                "capacity: {:.5f} kWh, power: {}, charge_efficiency: {}, discharge_efficiency: {}, loss_per_hour: "
                "0 %, heater_idle: {:.4f} %, heater_charging: {:.4f} %, heater_discharging: {:.4f} %, lowest_level: "
                "{}, {}, rule: {}",
                draw_.between(0.2, 6) * scale_, kw(0.1, 1), draw_.percent(80, 100), draw_.percent(80, 100), idle,
                charging, giving, draw_.chance(0.5) ? "0 %" : draw_.percent(0, 20), draw_.cost("kWh"),
                draw_.one_of({"self_consumption", "night_charge"}))};
    }

    RandomMachine emergency_generator() {
        const std::string when = draw_.chance(0.5) ? "runs: always" : "runs: in_outage, outage: sun";
        return {.technology = "emergency_generator",
                .entries = fmt::format(
                    "{}, fuel: gas, efficiency: {}, tank: {:.5f} kWh, stock: {}, fuel_price: {} yen/kWh, {}, "
                    "{}, capital_tank: 50 yen/kWh{}",
                    capacity(0.1, 1), draw_.percent(25, 45), draw_.between(1, 30) * scale_, draw_.percent(30, 100),
                    Draw::number(draw_.between(8, 30)), when, draw_.cost("kW"), draw_.running())};
    }

    RandomMachine converter(const std::string& block, const std::string& other) {
        return {.technology = "interchange_converter",
                .entries = fmt::format("from: {}, to: {}, capacity: {}, efficiency: {}, standby: {}{}, {}", block,
                                       other, kw(0.1, 2), draw_.percent(85, 100), draw_.percent(0, 1),
                                       draw_.chance(0.5) ? ", limit: 1 kW/kW, limit_back: sun" : "", draw_.cost("kW"))};
    }

    RandomMachine steam_boiler() {
        return {
            .technology = "steam_boiler",
            .entries = fmt::format("{}, efficiency: {}, blowdown: {}, auxiliary_electricity: {}{}, {}{}",
                                   capacity(0.1, 2), draw_.percent(70, 100), draw_.percent(0, 5), draw_.percent(0, 2),
                                   draw_.chance(0.4) ? ", curve: steam_boiler_city_gas_heating" : "", draw_.cost("kW"),
                                   draw_.running()),
            .burns_gas = true};
    }

    RandomMachine heat_exchanger() {
        return {.technology = "steam_heat_exchanger",
                .entries = fmt::format("capacity: {}, efficiency: {}, auxiliary_electricity: {}, {}{}", kw(0.1, 2),
                                       draw_.percent(80, 100), draw_.percent(0, 2), draw_.cost("kW"), draw_.running())};
    }

    RandomMachine fired(const std::string& technology) {
        const bool heats = draw_.chance(0.7);
        std::string entries =
            fmt::format("{}, cop: {}, heating_ratio: {}, auxiliary_electricity: {}, {}{}", capacity(0.1, 2),
                        Draw::number(draw_.between(0.9, 1.4)), heats ? Draw::number(draw_.between(0.3, 1)) : "0",
                        draw_.percent(0, 3), draw_.cost("kW"), draw_.running());
        if (heats) entries += ", heating_efficiency: " + draw_.percent(75, 95);
        if (draw_.chance(0.4)) entries += ", curve: absorption_chiller_city_gas_cooling";
        return {.technology = technology, .entries = entries, .burns_gas = true};
    }

    RandomMachine heat_recovery_chiller() {
        const double cop = draw_.between(3.5, 6);
        return {.technology = "heat_recovery_chiller",
                .entries = fmt::format("{}, cop: {:.5f}, recovery_cop: {:.5f}, recovery_ratio: {}, {}{}",
                                       capacity(0.1, 2), cop, cop * draw_.between(0.5, 1), draw_.percent(50, 100),
                                       draw_.cost("kW"), draw_.running())};
    }

    RandomMachine inverter_chiller() {
        return {.technology = "inverter_chiller",
                .entries = fmt::format("{}, cop: {}, temperature: {}, site_input: {}, {}{}", capacity(0.1, 2),
                                       Draw::number(draw_.between(4, 7)),
                                       draw_.one_of({"outside", "18 degC", "25 degC", "32 degC"}),
                                       draw_.percent(100, 120), draw_.cost("kW"), draw_.running())};
    }

    RandomMachine renewable_purchase() {
        const std::string kind = draw_.one_of({"purchase", "self_wheeling", "ppa"});
        const std::string pay = draw_.one_of({"", ", take_or_pay: yes", ", take_or_pay: no"});
        return {.technology = "renewable_purchase",
                .entries = fmt::format("kind: {}{}{}, capacity: {}, price: {} yen/kWh, wheeling_charge: {} yen/kWh, "
                                       "wheeling_loss: {}, {}",
                                       kind, kind == "purchase" ? "" : ", yield: sun", pay, kw(0.1, 1),
                                       Draw::number(draw_.between(2, 25)), Draw::number(draw_.between(0, 5)),
                                       draw_.percent(0, 10), draw_.cost("kW"))};
    }

private:
    std::string kw(double low, double high) { return Draw::number(draw_.between(low, high) * scale_) + " kW"; }

    std::string capacity(double low, double high) {
        return random_capacity(draw_, draw_.between(low, high) * scale_, switches_);
    }

    Draw& draw_;
    double scale_;
    bool switches_;
};

}  // namespace

std::string random_capacity(Draw& draw, double kw, bool switches) {
    constexpr double digits = 1e5, smallest = 0.01;
    const int count = 1 + draw.pick(2);
    const double unit = std::round(kw / count * digits) / digits;          // as it is written
    const bool listed = switches && unit > smallest && draw.chance(0.25);  // how many of which size is to be found
    std::string text = "capacity: " + (listed ? "sized" : Draw::number(unit * count) + " kW");
    if (listed) {
        text += fmt::format(", units: [{{ size: {:.5f} kW, count: {} }}", unit, count);
        if (draw.chance(0.5)) text += fmt::format(", {{ size: {:.5f} kW, count: {} }}", 0.4 * unit, 1 + draw.pick(2));
        text += "]";
    }
    if (!switches || !draw.chance(0.5)) return text;
    text += ", minimum_load: " + draw.percent(10, 70);
    if (draw.chance(0.3)) text += fmt::format(", minimum_up_time: {} h", 1 + draw.pick(4));
    if (draw.chance(0.3)) text += fmt::format(", minimum_down_time: {} h", 1 + draw.pick(4));
    if (draw.chance(0.3)) text += ", start_cost: " + Draw::number(draw.between(0, 3) * kw) + " yen";
    if (!listed && count > 1 && unit > smallest)
        text += fmt::format(", units: [{{ size: {:.5f} kW, count: {} }}]", unit, count);
    return text;
}

RandomMachine random_machine(Draw& draw, double scale_kw, const std::string& block, const std::string& other,
                             bool switches) {
    Machines machines(draw, scale_kw, switches);
    switch (draw.pick(10)) {
        case 0:
            return machines.nas_battery();
        case 1:
            return machines.emergency_generator();
        case 2:
            return block == other ? machines.nas_battery() : machines.converter(block, other);
        case 3:
            return machines.steam_boiler();
        case 4:
            return machines.heat_exchanger();
        case 5:
            return machines.fired("absorption_chiller_heater");
        case 6:
            return machines.fired("waste_heat_absorption_chiller");
        case 7:
            return machines.heat_recovery_chiller();
        case 8:
            return machines.renewable_purchase();
        default:
            return machines.inverter_chiller();
    }
}

}  // namespace gaiku::test
