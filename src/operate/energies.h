#pragma once

#include <optional>
#include <string>
#include <vector>

#include "operate/image.h"
#include "telemetry/store/store.h"

namespace gaiku::operate {

/// The electricity of a place in a half-hour, day or month, from the half-hours of the store: the same balance as the
/// picture of now has of powers. kWh, none below 0 but those that say so.
struct Energy {
    TimeMs begin = 0, end = 0;
    double bought = 0, sold = 0;
    double generated = 0;
    double from_storage = 0;  ///< below 0: charged
    double received = 0;      ///< by links from other blocks; below 0: given
    /// Of what was bought, and of the fuel of generators by electricity's share of what they give; nothing where a
    /// factor is not known.
    std::optional<double> co2_kg = 0.0;
    /// Of bought electricity had all that was used been bought; nothing where a factor is not known.
    std::optional<double> co2_if_bought_kg;
    std::size_t known = 0, of = 0;  ///< devices that have a figure; that belong in it
    std::size_t half_hours = 0;     ///< that are known of the device with the fewest

    [[nodiscard]] bool whole() const { return of > 0 && known == of; }
    [[nodiscard]] double used() const { return bought - sold + generated + from_storage + received; }
};

/// Of a block, or of the district (empty), by time; only periods of which any device says something. Throws
/// StoreError.
[[nodiscard]] std::vector<Energy> energies(telemetry::Store& store, const Surroundings& surroundings,
                                           const std::string& block, telemetry::Period period, TimeMs from, TimeMs to);

/// All of them together; whole where each is.
[[nodiscard]] Energy sum_of(const std::vector<Energy>& all);

}  // namespace gaiku::operate
