#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "virtual/axis.h"
#include "virtual/register.h"

namespace gaiku::field {

/// A quantity that a device reports. Registers are cumulative kWh; the others are of the moment: kW, kWh, degC, W/m2,
/// or 0 and 1.
struct Channel {
    std::string name;  ///< "energy_import", "power"
    bool is_register = false;
    double noise = 0;           ///< of the measurement: deviation as a share of the value
    double noise_absolute = 0;  ///< and in its unit
};

/// A device of the virtual district: what it would show if nothing were wrong with it.
struct Device {
    std::string id;  ///< its user name at the broker, too
    std::vector<Channel> channels;
    bool is_meter = false;              ///< reports by the interval of meters, else after every step
    bool powered = true;                ///< without power it is silent
    std::vector<Register> registers{};  ///< one for each channel; of the others unused
    std::vector<double> now{};          ///< of the other channels

    void add(Channel channel, std::int64_t start_wh = 0) {
        channels.push_back(std::move(channel));
        registers.emplace_back(start_wh);
        now.push_back(0);
    }
};

/// What a device says at a moment: a number for each of its channels in thousandths of its unit (a register's Wh), so
/// that nothing is lost on the way into a text.
struct Frame {
    std::size_t device = 0;
    Instant time;             ///< by the device's clock
    std::int64_t number = 0;  ///< of the message: seconds since 1970 by a clock that is right, one each
    std::vector<std::int64_t> thousandths;

    bool operator==(const Frame&) const = default;
};

}  // namespace gaiku::field
