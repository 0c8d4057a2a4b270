#include "operate/place.h"

#include <algorithm>

#include "operate/power.h"

namespace gaiku::operate {
namespace {

using telemetry::ms_a_slot;

constexpr double hours_a_slot = 0.5;
constexpr double ms_of_an_hour = 3600.0 * telemetry::ms_a_second;

/// Of the readings that are of now; 0 where none is.
TimeMs oldest_of(const DeviceAt& one) {
    TimeMs oldest = 0;
    for (const auto& [name, channel] : one.channels) {
        if (!is_now(channel, one.now)) continue;
        oldest = oldest == 0 ? channel.last.time : std::min(oldest, channel.last.time);
    }
    return oldest;
}

bool is_source(Role role) {
    return role == Role::pv || role == Role::hydro || role == Role::biomass || role == Role::cogeneration ||
           role == Role::emergency;
}

/// Sum of the mean powers of the counters whose names begin so; nothing where one is not of now.
std::optional<double> sum_of(const DeviceAt& one, std::string_view begins) {
    std::optional<double> sum;
    for (const auto& [name, channel] : one.channels) {
        if (!name.starts_with(begins) || channel.measurand->kind != telemetry::Register::cumulative) continue;
        const auto power = mean_power(one.channels, name, one.now);
        if (!power) return std::nullopt;
        sum = sum.value_or(0) + *power;
    }
    return sum;
}

/// What a link feeds into a block, kW; nothing where it has no part in the block.
std::optional<double> into(const DeviceAt& one, const std::string& block, bool& belongs) {
    const std::string to = "energy_export_" + block, from = "energy_import_" + block;
    belongs = one.channels.contains(to) || one.channels.contains(from);
    if (!belongs) return std::nullopt;
    double sum = 0;
    for (const auto& [counter, sign] : {std::pair{&to, 1.0}, std::pair{&from, -1.0}}) {
        if (!one.channels.contains(*counter)) continue;
        const auto power = mean_power(one.channels, *counter, one.now);
        if (!power) return std::nullopt;
        sum += sign * *power;
    }
    return sum;
}

/// kW that a store's cells take in, below 0 give. What its heaters, pumps and controls draw, which it counts apart as
/// energy_import beside energy_charged, is use: a sodium-sulphur battery at rest does not charge.
std::optional<double> into_store(const DeviceAt& one, std::optional<double> power) {
    const auto counts = [&](const char* name) { return one.channels.contains(name); };
    if (!power || !counts("energy_charged") || !counts("energy_import")) return power;
    const auto own_use = mean_power(one.channels, "energy_import", one.now);
    return own_use ? std::optional(*power - *own_use) : std::nullopt;
}

}  // namespace

void PlaceSums::Sum::add(const DeviceAt& one, std::optional<double> part) {
    ++of;
    if (!part) {
        if (missing_first.empty()) missing_first = one.device.name;
        return;
    }
    ++known;
    value += *part;
    const TimeMs time = oldest_of(one);
    if (time != 0) oldest = oldest == 0 ? time : std::min(oldest, time);
}

/// Several meters of one connection measure one demand: the sum, not known where one of them says nothing.
void PlaceSums::add_half_hour(HalfHour half) {
    const auto same = std::find_if(half_hours_.begin(), half_hours_.end(),
                                   [&](const HalfHour& other) { return other.connection == half.connection; });
    if (same == half_hours_.end()) return half_hours_.push_back(std::move(half));
    const auto join = [](std::optional<double>& to, const std::optional<double>& more) {
        to = to && more ? std::optional(*to + *more) : std::nullopt;
    };
    join(same->so_far_kwh, half.so_far_kwh);
    join(same->heading_kw, half.heading_kw);
    join(same->power_kw, half.power_kw);
}

/// Fuel is shared between electricity and heat by their energy.
void PlaceSums::add_generator_fuel(const DeviceAt& one, double power_kw) {
    const auto fuel = sum_of(one, "fuel_");
    const auto factor = one.surroundings.gas_kg_per_kwh(one.device.block);
    if (!fuel || !factor) return co2_.add(one, std::nullopt);
    const double heat = std::max(0.0, sum_of(one, "heat_").value_or(0));
    const double share = power_kw + heat > 0 ? power_kw / (power_kw + heat) : 1;
    co2_.add(one, *fuel * *factor * share);
}

HalfHour PlaceSums::half_hour_of(const DeviceAt& one) {
    HalfHour half;
    half.connection = one.device.asset;
    half.begin = one.now - one.now % ms_a_slot;
    half.end = half.begin + ms_a_slot;
    half.device = one.device.name;
    half.block = one.device.block;
    half.power_kw = power_now(one.channels, one.now);
    if (const auto* asset = one.surroundings.asset(one.device.asset)) {
        half.limit_kw = asset->limit_kw;
        half.capacity_kw = asset->connection_kw;
    }
    const auto counter = one.channels.find("energy_import");
    if (counter != one.channels.end() && counter->second.at_half_hour && counter->second.last.time > half.begin &&
        is_now(counter->second, one.now)) {
        half.so_far_kwh = counter->second.last.value - *counter->second.at_half_hour;
        if (half.power_kw) {
            const double left_h = static_cast<double>(half.end - counter->second.last.time) / ms_of_an_hour;
            half.heading_kw = (*half.so_far_kwh + std::max(0.0, *half.power_kw) * left_h) / hours_a_slot;
        }
    }
    return half;
}

void PlaceSums::add(const DeviceAt& one, const std::string& block) {
    if (one.role == Role::interchange) {
        bool belongs = false;
        const auto power = block.empty() ? std::nullopt : into(one, block, belongs);
        if (belongs) interchange_.add(one, power);
        return;
    }
    if (one.role == Role::none) return;
    const auto power = power_now(one.channels, one.now);
    if (one.role == Role::use) {
        const bool measures_electricity =
            power || one.channels.empty() || one.channels.contains("power") || one.channels.contains("energy_import");
        if (one.device.counts && measures_electricity) metered_.add(one, power);
        return;
    }
    if (one.role == Role::grid) {
        grid_.add(one, power);
        bought_.add(one, power ? std::optional(std::max(0.0, *power)) : std::nullopt);
        const auto* asset = one.surroundings.asset(one.device.asset);
        const bool known = power && (*power <= 0 || asset->co2_kg_per_kwh);
        co2_.add(one, known ? std::optional(std::max(0.0, *power) * asset->co2_kg_per_kwh.value_or(0)) : std::nullopt);
        add_half_hour(half_hour_of(one));
        return;
    }
    if (one.role == Role::storage) {
        const auto stored = into_store(one, power);
        storage_.add(one, stored ? std::optional(-*stored) : std::nullopt);
        const auto level = one.channels.find("level");
        const bool known = level != one.channels.end() && is_now(level->second, one.now);
        stored_.add(one, known ? std::optional(level->second.last.value) : std::nullopt);
        capacity_.add(one, one.surroundings.asset(one.device.asset)->capacity_kwh);
        return;
    }
    if (!is_source(one.role)) return;
    const auto fed_in = power ? std::optional(-*power) : std::nullopt;
    generation_.add(one, fed_in);
    sources_[one.role].add(one, fed_in);
    const bool burns = one.role == Role::cogeneration || one.role == Role::emergency;
    if (burns && fed_in) add_generator_fuel(one, *fed_in);
    if (burns && !fed_in) co2_.add(one, std::nullopt);
}

Derived PlaceSums::derived(std::string_view key, const Sum& sum, bool if_whole) {
    const bool known = sum.known > 0 && (!if_whole || sum.whole());
    return {key, known ? std::optional(sum.value) : std::nullopt, sum.oldest, sum.known, sum.of, sum.missing_first};
}

Derived PlaceSums::joined(std::string_view key, std::initializer_list<const Sum*> sums, std::optional<double> value) {
    Derived result{key, value, 0, 0, 0, {}};
    for (const Sum* sum : sums) {
        result.known += sum->known;
        result.of += sum->of;
        if (sum->oldest != 0) result.oldest = result.oldest == 0 ? sum->oldest : std::min(result.oldest, sum->oldest);
        if (result.missing_first.empty()) result.missing_first = sum->missing_first;
    }
    if (result.of == 0 || result.known < result.of) result.value.reset();
    return result;
}

PlaceNow PlaceSums::result(const std::string& id, const Text& name) const {
    constexpr double little_kw = 1e-3;  // below it shares say nothing
    const double demand = grid_.value + generation_.value + storage_.value + interchange_.value;
    const auto per_demand = [&](double value) {
        return demand > little_kw ? std::optional(value / demand) : std::nullopt;
    };
    const auto balance = {&grid_, &generation_, &storage_, &interchange_};
    const bool full = capacity_.whole() && capacity_.value > 0;
    PlaceNow place{id, name, {}, {}, half_hours_};
    place.values = {
        derived("grid", grid_),
        derived("generation", generation_),
        derived("storage", storage_),
        derived("interchange", interchange_),
        joined("demand", balance, demand),
        derived("metered", metered_, false),
        joined("self_sufficiency", balance, per_demand(std::max(0.0, demand - bought_.value))),
        joined("co2_intensity", {&grid_, &generation_, &storage_, &interchange_, &co2_}, per_demand(co2_.value)),
        derived("stored", stored_),
        joined("state_of_charge", {&stored_}, full ? std::optional(stored_.value / capacity_.value) : std::nullopt),
    };
    for (const auto& [role, sum] : sources_) place.sources.push_back(derived(name_of(role), sum));
    return place;
}

}  // namespace gaiku::operate
