#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "district/load_classes.h"

namespace gaiku::resilience {

/// How an islanded district is run in an outage.
struct Terms {
    int horizon_steps = 336;                   ///< an outage is followed no longer
    double reserve_hours = 24;                 ///< stores keep so much of the load that ends the run
    LoadClass ends_with = LoadClass::shelter;  ///< the run ends when load up to this class is first unserved
    LoadClass fuel_for = LoadClass::class_1;   ///< stocks of fuel are burnt for load up to this class
    [[nodiscard]] std::size_t last() const { return static_cast<std::size_t>(ends_with); }
    /// Fuel is there for the load that decides in any case.
    [[nodiscard]] std::size_t last_fuelled() const { return std::max(last(), static_cast<std::size_t>(fuel_for)); }
};

/// Something that stops assets at the beginning of an outage that begins in certain months.
struct Flood {
    std::uint32_t months = 0;  ///< bit m-1: month m
    int steps = 0;             ///< how long it lasts

    [[nodiscard]] bool in(int month) const { return (months >> (month - 1) & 1U) != 0; }
    bool operator==(const Flood&) const = default;
};

/// Units of a generator that start and fail one by one.
struct Reliability {
    int units = 1;
    double availability = 1;    ///< probability that a unit is not under repair when the outage begins
    double fails_to_start = 0;  ///< probability that it then does not start
    double fails_in_hour = 0;   ///< probability that it fails in an hour of running: 1 / mean time to failure

    [[nodiscard]] double starts() const { return availability * (1 - fails_to_start); }
    [[nodiscard]] bool is_certain() const { return starts() >= 1 && fails_in_hour <= 0; }
};

/// What the levels do not say of a step: which floods last, one bit each, and which combination of generators' units
/// can still run (0: all of them).
struct Situation {
    std::uint32_t floods = 0;
    std::size_t units = 0;
};

/// What a step gave.
struct Served {
    std::size_t full = load_classes;  ///< classes that were served whole, from the most important on
    double part = 0;                  ///< of the next one, the same for each load of it
    std::uint32_t ran = 0;            ///< generators that ran, one bit each

    /// Of class k.
    [[nodiscard]] double share(std::size_t k) const { return k < full ? 1 : k == full ? part : 0; }
};

}  // namespace gaiku::resilience
