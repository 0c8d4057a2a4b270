#pragma once

#include "virtual/device.h"
#include "virtual/plant.h"
#include "virtual/random.h"

namespace gaiku::field {

/// A machine's own meter and sensors: registers of what goes in and out by carrier, power, level, whether it runs.
///
/// Registers: energy_import (bought, charged, drawn), energy_export (sold, discharged, sent on), energy_generated, all
/// of electricity; fuel; heat and heat_input of hot water, steam and chilled water alike; purchases and sales of other
/// carriers are energy_import and energy_export too. Where an asset has several of a name, the carrier and then the
/// place is added. `power` is kW into its place, of electricity where it has any.
class AssetDevice {
public:
    AssetDevice(const Plant& plant, std::size_t asset, Random& random);

    /// Takes over the step that the plant has run last.
    void follow(const Plant& plant, double hours, Device& device) const;
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
    std::size_t power_ = 0, switch_ = 0, level_ = 0;
    bool has_level_ = false;
};

}  // namespace gaiku::field
