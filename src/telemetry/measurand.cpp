#include "telemetry/measurand.h"

#include <algorithm>
#include <vector>

namespace gaiku::telemetry {
namespace {

constexpr double any = std::numeric_limits<double>::infinity();

Measurand counter(std::string_view name, Text meaning) {
    return {name, Register::cumulative, "kWh", true, false, 0, 1e12, std::move(meaning)};
}

Measurand thermal(std::string_view name, Text meaning) {
    return {name, Register::cumulative, "kWh", true, true, 0, 1e12, std::move(meaning)};
}

Measurand interval(std::string_view name, Text meaning) {
    return {name, Register::difference, "kWh", true, false, 0, 1e9, std::move(meaning)};
}

Measurand state(std::string_view name, std::string_view unit, bool adds, double lowest, double highest, Text meaning) {
    return {name, Register::state, unit, adds, false, lowest, highest, std::move(meaning)};
}

/// A difference register bears the name of its counter with _interval behind it.
std::vector<Measurand> all() {
    return {
        counter("energy_import", {"electricity drawn, counter", "受電電力量（積算値）"}),
        counter("energy_export", {"electricity fed out, counter", "逆潮流電力量（積算値）"}),
        counter("energy_generated", {"electricity generated, counter", "発電電力量（積算値）"}),
        counter("energy_charged", {"electricity into a store, counter", "充電電力量（積算値）"}),
        counter("energy_discharged", {"electricity out of a store, counter", "放電電力量（積算値）"}),
        thermal("heat", {"heat or cold delivered, counter", "熱量・冷熱量（積算値）"}),
        thermal("heat_input", {"heat or cold taken, counter", "受入熱量（積算値）"}),
        counter("gas", {"energy of gas drawn, counter", "ガス使用量（熱量換算の積算値）"}),
        thermal("fuel", {"energy of fuel drawn, counter", "燃料使用量（熱量換算の積算値）"}),
        thermal("fuel_output", {"energy of fuel made, counter", "燃料製造量（熱量換算の積算値）"}),
        interval("energy_import_interval", {"electricity drawn in the interval", "受電電力量（時限ごと）"}),
        interval("energy_export_interval", {"electricity fed out in the interval", "逆潮流電力量（時限ごと）"}),
        interval("energy_generated_interval", {"electricity generated in the interval", "発電電力量（時限ごと）"}),
        interval("heat_interval", {"heat delivered in the interval", "熱量（時限ごと）"}),
        interval("gas_interval", {"energy of gas drawn in the interval", "ガス使用量（時限ごと）"}),
        state("power", "kW", true, -1e7, 1e7, {"active power, drawn positive", "有効電力（受電が正）"}),
        state("thermal_power", "kW", true, -1e7, 1e7, {"thermal power", "熱出力"}),
        state("level", "kWh", true, 0, 1e9, {"energy in a store", "蓄エネルギー量"}),
        state("state_of_charge", "%", false, 0, 100, {"state of charge", "充電率"}),
        state("temperature", "degC", false, -100, 1000, {"temperature", "温度"}),
        state("humidity", "%", false, 0, 100, {"relative humidity", "相対湿度"}),
        state("irradiance", "W/m2", false, -20, 2000, {"irradiance", "日射強度"}),
        state("flow", "m3/h", true, -1e6, 1e6, {"volume flow", "流量"}),
        state("voltage", "V", false, 0, 1e6, {"voltage", "電圧"}),
        state("current", "A", false, -1e6, 1e6, {"current", "電流"}),
        state("frequency", "Hz", false, 0, 1000, {"frequency", "周波数"}),
        state("power_factor", "-", false, -1, 1, {"power factor", "力率"}),
        state("switch", "-", false, 0, 1, {"1: on, 0: off", "1：入、0：切"}),
        state("grid", "-", false, 0, 1, {"1: the grid is there, 0: outage", "1：系統あり、0：停電"}),
        state("presence", "-", true, 0, any, {"people present", "在室人数"}),
    };
}

}  // namespace

std::span<const Measurand> measurands() {
    static const std::vector<Measurand> known = all();
    return known;
}

const Measurand* measurand_of(std::string_view channel) {
    if (channel.empty() || channel.size() > 64) return nullptr;
    const auto is_word = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
               c == '.';
    };
    if (!std::all_of(channel.begin(), channel.end(), is_word)) return nullptr;
    const Measurand* longest = nullptr;
    for (const Measurand& one : measurands()) {
        if (!channel.starts_with(one.name)) continue;
        const std::string_view behind = channel.substr(one.name.size());
        const bool fits = behind.empty() || (behind.size() > 1 && (behind[0] == '_' || behind[0] == '.'));
        if (fits && (longest == nullptr || one.name.size() > longest->name.size())) longest = &one;
    }
    return longest;
}

bool is_device_name(std::string_view name) {
    const auto fits = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
               c == '.' || c == ':';
    };
    return !name.empty() && name.size() <= 64 && std::all_of(name.begin(), name.end(), fits);
}

}  // namespace gaiku::telemetry
