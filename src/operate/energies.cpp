#include "operate/energies.h"

#include <algorithm>

namespace gaiku::operate {
namespace {

using telemetry::ChannelName;
using telemetry::Device;
using telemetry::Figure;
using telemetry::Placing;

/// What is asked for.
struct Asked {
    const std::string& block;
    telemetry::Period period;
    TimeMs from, to;
};

/// What a device's counters say of one period, kWh.
struct DeviceEnergy {
    TimeMs end = 0;
    double drawn = 0, fed = 0;            ///< by the device's own counters
    double to_block = 0, from_block = 0;  ///< of a link
    double fuel = 0, heat = 0;
    std::size_t half_hours = 0;
};

/// The counter that a channel adds to; null for one that is no part of the balance.
double* counter_of(DeviceEnergy& energy, std::string name, const std::string& block) {
    constexpr std::string_view interval = "_interval";
    if (name.ends_with(interval)) name.resize(name.size() - interval.size());
    if (name == "energy_import" || name == "energy_charged") return &energy.drawn;
    if (name == "energy_export" || name == "energy_generated" || name == "energy_discharged") return &energy.fed;
    if (!block.empty() && name == "energy_export_" + block) return &energy.to_block;
    if (!block.empty() && name == "energy_import_" + block) return &energy.from_block;
    if (name.starts_with("fuel_output") || name.starts_with("heat_input")) return nullptr;
    if (name.starts_with("fuel_")) return &energy.fuel;
    return name.starts_with("heat_") ? &energy.heat : nullptr;
}

std::optional<double> co2_of(const DeviceEnergy& energy, const Device& device, Role role,
                             const Surroundings& surroundings) {
    if (role == Role::grid) {
        const auto factor = surroundings.asset_ever(device.asset)->co2_kg_per_kwh;
        return energy.drawn > 0 && !factor ? std::nullopt : std::optional(energy.drawn * factor.value_or(0));
    }
    if (role != Role::cogeneration && role != Role::emergency) return 0.0;
    const auto factor = surroundings.gas_kg_per_kwh(device.block);
    if (energy.fuel > 0 && !factor) return std::nullopt;
    const double given = energy.fed + energy.heat;
    return energy.fuel * factor.value_or(0) * (given > 0 ? energy.fed / given : 1);
}

void add(Energy& sum, const DeviceEnergy& energy, const Device& device, Role role, const Surroundings& surroundings) {
    switch (role) {
        case Role::grid:
            sum.bought += energy.drawn;
            sum.sold += energy.fed;
            break;
        case Role::storage:
            sum.from_storage += energy.fed - energy.drawn;
            break;
        case Role::interchange:
            sum.received += energy.to_block - energy.from_block;
            break;
        default:
            sum.generated += energy.fed - energy.drawn;
    }
    const auto co2 = co2_of(energy, device, role, surroundings);
    sum.co2_kg = sum.co2_kg && co2 ? std::optional(*sum.co2_kg + *co2) : std::nullopt;
}

bool belongs(const Device& device, Role role, const std::string& block, const std::vector<std::string>& channels) {
    if (role == Role::use || role == Role::none) return false;
    if (role != Role::interchange) return block.empty() || device.block == block;
    return std::any_of(channels.begin(), channels.end(), [&](const std::string& name) {
        DeviceEnergy none;
        const double* counter = counter_of(none, name, block);
        return counter == &none.to_block || counter == &none.from_block;
    });
}

/// What a kWh bought emits: of the block's connection, or of the first that says it.
std::optional<double> bought_factor(const Surroundings& surroundings, const std::vector<Device>& devices,
                                    const std::string& block) {
    std::optional<double> any;
    for (const Device& device : devices) {
        const auto* asset = surroundings.asset(device.asset);
        if (asset == nullptr || asset->role != Role::grid || !asset->co2_kg_per_kwh) continue;
        if (device.block == block) return asset->co2_kg_per_kwh;
        if (!any) any = asset->co2_kg_per_kwh;
    }
    return any;
}

/// When a device stood where it belongs to the block, and what it was there.
using Stays = std::vector<const Placing*>;

/// Adds what a device's counters say of a stay, by period.
void add_stay(std::map<TimeMs, DeviceEnergy>& to, telemetry::Store& store, const Placing& stay,
              const std::vector<std::string>& channels, const Asked& asked) {
    const TimeMs from = std::max(asked.from, stay.from), until = std::min(asked.to, stay.until);
    if (from >= until) return;
    for (const std::string& name : channels) {
        DeviceEnergy which;
        if (counter_of(which, name, asked.block) == nullptr) continue;
        for (const Figure& figure : store.figures(ChannelName{stay.device.name, name}, asked.period, from, until)) {
            DeviceEnergy& energy = to[figure.begin];
            energy.end = figure.end;
            energy.half_hours = std::max(energy.half_hours, figure.half_hours);
            *counter_of(energy, name, asked.block) += figure.value;
        }
    }
}

/// Whether a device stood there for a half-hour or more of what was asked of a period.
bool stood_there(const Stays& stays, const Energy& period, const Asked& asked) {
    return std::any_of(stays.begin(), stays.end(), [&](const Placing* stay) {
        const TimeMs from = std::max({stay->from, period.begin, asked.from});
        return std::min({stay->until, period.end, asked.to}) - from >= telemetry::ms_a_slot;
    });
}

}  // namespace

std::vector<Energy> energies(telemetry::Store& store, const Surroundings& surroundings, const std::string& block,
                             telemetry::Period period, TimeMs from, TimeMs to) {
    const Asked asked{block, period, from, to};
    std::map<std::string, std::vector<std::string>> channels;
    for (const ChannelName& name : store.channels()) channels[name.device].push_back(name.channel);
    const auto placings = store.placings();
    std::map<std::string, Stays> stays;
    for (const Placing& placing : placings) {
        const Device& device = placing.device;
        const auto* asset = device.asset.empty() ? nullptr : surroundings.asset_ever(device.asset);
        if (asset != nullptr && belongs(device, asset->role, block, channels[device.name]))
            stays[device.name].push_back(&placing);
    }
    std::map<TimeMs, Energy> sums;
    for (const auto& [name, of_device] : stays) {
        std::map<TimeMs, std::size_t> half_hours;
        for (const Placing* stay : of_device) {
            std::map<TimeMs, DeviceEnergy> own;
            add_stay(own, store, *stay, channels[name], asked);
            for (const auto& [begin, energy] : own) {
                Energy& sum = sums[begin];
                sum.begin = begin;
                sum.end = energy.end;
                half_hours[begin] += energy.half_hours;
                add(sum, energy, stay->device, surroundings.asset_ever(stay->device.asset)->role, surroundings);
            }
        }
        for (const auto& [begin, count] : half_hours) {
            Energy& sum = sums[begin];
            sum.half_hours = sum.known == 0 ? count : std::min(sum.half_hours, count);
            ++sum.known;
        }
    }
    const auto factor = bought_factor(surroundings, store.devices(), block);
    std::vector<Energy> all;
    for (auto& [begin, sum] : sums) {
        for (const auto& [name, of_device] : stays) sum.of += stood_there(of_device, sum, asked) ? 1 : 0;
        if (factor) sum.co2_if_bought_kg = sum.used() * *factor;
        all.push_back(sum);
    }
    return all;
}

Energy sum_of(const std::vector<Energy>& all) {
    Energy total;
    if (all.empty()) return total;
    total.begin = all.front().begin;
    total.end = all.back().end;
    total.co2_if_bought_kg = 0.0;
    const auto add_known = [](std::optional<double>& to, const std::optional<double>& more) {
        to = to && more ? std::optional(*to + *more) : std::nullopt;
    };
    total.known = all.front().known;
    for (const Energy& one : all) {
        total.bought += one.bought;
        total.sold += one.sold;
        total.generated += one.generated;
        total.from_storage += one.from_storage;
        total.received += one.received;
        add_known(total.co2_kg, one.co2_kg);
        add_known(total.co2_if_bought_kg, one.co2_if_bought_kg);
        total.known = std::min(total.known, one.known);
        total.of = std::max(total.of, one.of);
        total.half_hours += one.half_hours;
    }
    return total;
}

}  // namespace gaiku::operate
