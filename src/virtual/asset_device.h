#pragma once

#include <optional>

#include "virtual/device.h"
#include "virtual/plant.h"
#include "virtual/random.h"

namespace gaiku::field {

/// A machine's own meter and sensors: registers of what goes in and out by carrier, power, level, whether it runs.
///
/// Registers of electricity: energy_import (bought, drawn), energy_export (sold, sent on), energy_generated,
/// energy_charged, energy_discharged. gas: bought. Of other carriers, with the carrier's name behind: heat_,
/// heat_input_ (water and steam), fuel_, fuel_output_. Where an asset has one of a name at several places, the place is
/// added. `power` is kW drawn, below 0 what is given; `thermal_power` is kW given, of machines without electricity. A
/// connection of electricity says by `grid` whether the public grid is there: 1, or 0 in an outage.
class AssetDevice {
public:
    AssetDevice(const Plant& plant, std::size_t asset, Random& random);

    /// Takes over the step that the plant has run last.
    void follow(const Plant& plant, double hours, bool grid_out, Device& device) const;
    [[nodiscard]] Device device() const { return device_; }

private:
    struct Meter {
        std::size_t port = 0, channel = 0;
        double sign = 1;
    };
    std::size_t asset_;
    Device device_;  ///< as it begins
    std::vector<Meter> meters_;
    std::vector<std::size_t> power_ports_;
    double power_sign_ = 1;  ///< of kW into the balance
    std::optional<std::size_t> power_, level_, grid_;
    std::size_t switch_ = 0;
};

}  // namespace gaiku::field
