#pragma once

#include <limits>
#include <span>
#include <string_view>

#include "base/text.h"

namespace gaiku::telemetry {

/// How a channel's numbers are meant.
enum class Register {
    cumulative,  ///< a counter; energy is the difference of two readings
    difference,  ///< the energy of the interval that ends at the reading's time
    state,       ///< what it is at the time
};

/// A quantity that devices measure. A channel bears its name, and behind a point what tells it from a second one of the
/// same device: energy_import, power.l1.
struct Measurand {
    std::string_view name;
    Register kind = Register::state;
    std::string_view unit;
    bool adds = false;  ///< sums over devices have a meaning
    double lowest = -std::numeric_limits<double>::infinity();
    double highest = std::numeric_limits<double>::infinity();
    Text meaning;
};

[[nodiscard]] std::span<const Measurand> measurands();

/// The measurand of a channel's name, or null. A name is at most 64 characters: a-z, 0-9, _ and one point.
[[nodiscard]] const Measurand* measurand_of(std::string_view channel);

/// Whether a text can name a device: 1 to 64 letters, digits, '-', '_', '.', ':'.
[[nodiscard]] bool is_device_name(std::string_view name);

}  // namespace gaiku::telemetry
