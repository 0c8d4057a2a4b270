#include "operate/power.h"

#include <array>

namespace gaiku::operate {
namespace {

using telemetry::ms_a_second;
using telemetry::ms_a_slot;

constexpr TimeMs on_its_way = 10 * ms_a_second;
constexpr double ms_an_hour = 3600.0 * ms_a_second;

std::optional<double> measured(const DeviceChannels& channels, TimeMs now) {
    const auto whole = channels.find("power");
    if (whole != channels.end())
        return is_now(whole->second, now) ? std::optional(whole->second.last.value) : std::nullopt;
    std::optional<double> sum;
    for (const auto& [name, channel] : channels) {
        if (channel.measurand->name != "power") continue;
        if (!is_now(channel, now)) return std::nullopt;
        sum = sum.value_or(0) + channel.last.value;
    }
    return sum;
}

}  // namespace

bool is_now(const Channel& channel, TimeMs now) {
    const TimeMs interval = channel.before ? channel.interval() : ms_a_slot;
    return now - channel.last.time <= 2 * interval + on_its_way;
}

std::optional<double> mean_power(const DeviceChannels& channels, const std::string& counter, TimeMs now) {
    const auto found = channels.find(counter);
    if (found == channels.end()) return std::nullopt;
    const Channel& channel = found->second;
    if (!channel.before || !is_now(channel, now) || channel.last.value < channel.before->value) return std::nullopt;
    return (channel.last.value - channel.before->value) * ms_an_hour / static_cast<double>(channel.interval());
}

std::optional<double> power_now(const DeviceChannels& channels, TimeMs now) {
    if (const auto power = measured(channels, now)) return power;
    struct Part {
        const char* counter;
        double sign;
    };
    constexpr std::array<Part, 5> parts{{{"energy_import", 1},
                                         {"energy_export", -1},
                                         {"energy_generated", -1},
                                         {"energy_charged", 1},
                                         {"energy_discharged", -1}}};
    std::optional<double> sum;
    for (const auto& part : parts) {
        if (channels.find(part.counter) == channels.end()) continue;
        const auto power = mean_power(channels, part.counter, now);
        if (!power) return std::nullopt;
        sum = sum.value_or(0) + part.sign * *power;
    }
    return sum;
}

}  // namespace gaiku::operate
