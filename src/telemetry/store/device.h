#pragma once

#include <limits>
#include <optional>
#include <string>

#include "telemetry/reading.h"

namespace gaiku::telemetry {

/// A device as the registry knows it: what it is, where it is, what its meter can show.
struct Device {
    std::string name{};
    std::string model{};     ///< of the device models; empty: it speaks gaiku's own payload
    std::string building{};  ///< ids of the district file; empty: none
    std::string block{};
    std::string asset{};
    bool counts = true;  ///< in the sums of building, block and district; no for one behind another meter
    double register_end = 0;
    double most_kw = std::numeric_limits<double>::infinity();
    std::string token_hash = {};  ///< of its token for HTTPS; empty: it has none
    bool operator==(const Device&) const = default;
};

/// Where a device stood, from when to when (excluded); times are those at which half-hours begin.
struct Placing {
    Device device{};
    TimeMs from = std::numeric_limits<TimeMs>::min();
    TimeMs until = std::numeric_limits<TimeMs>::max();
    [[nodiscard]] bool has(TimeMs time) const { return time >= from && time < until; }
};

/// What is to be changed of a device, or known of a new one; what is absent stays as it is.
struct DeviceChange {
    std::string name{};
    std::optional<std::string> model{}, building{}, block{}, asset{};
    std::optional<bool> counts{};
    std::optional<double> register_end{}, most_kw{};
    std::optional<std::string> token_hash{};

    [[nodiscard]] Device of(Device device) const {
        device.name = name;
        device.model = model.value_or(device.model);
        device.building = building.value_or(device.building);
        device.block = block.value_or(device.block);
        device.asset = asset.value_or(device.asset);
        device.counts = counts.value_or(device.counts);
        device.register_end = register_end.value_or(device.register_end);
        device.most_kw = most_kw.value_or(device.most_kw);
        device.token_hash = token_hash.value_or(device.token_hash);
        return device;
    }
};

}  // namespace gaiku::telemetry
