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

/// A quantity that devices measure. A channel bears its name, and behind _ or . what tells it from another one of the
/// same device: energy_import, power.l1, heat_chilled_water.
struct Measurand {
    std::string_view name;
    Register kind = Register::state;
    std::string_view unit;
    bool adds = false;        ///< sums over devices have a meaning
    bool by_carrier = false;  ///< what stands behind the name is a carrier; sums are by carrier
    double lowest = -std::numeric_limits<double>::infinity();
    double highest = std::numeric_limits<double>::infinity();
    Text meaning;
};

[[nodiscard]] std::span<const Measurand> measurands();

/// The measurand of a channel's name, or null. A name is at most 64 letters, digits and _ - .
[[nodiscard]] const Measurand* measurand_of(std::string_view channel);

/// Whether a text can name a device: 1 to 64 letters, digits, '-', '_', '.', ':'.
[[nodiscard]] bool is_device_name(std::string_view name);

}  // namespace gaiku::telemetry
