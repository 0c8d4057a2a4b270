#pragma once

#include <algorithm>
#include <array>
#include <memory>

#include "technology/machine.h"

namespace gaiku::resilience {

/// A generator that lives on a store of fuel which is not renewed: the same machine, as long as its bunker lasts. Its
/// level counts what the fuel gives, kWh of electricity.
class BunkeredMachine final : public Machine {
public:
    explicit BunkeredMachine(std::shared_ptr<const Machine> machine) : machine_(std::move(machine)) {}

    void step(std::size_t step, double hours, std::span<const double> wanted, double& level,
              std::span<double> ports) const override {
        const std::array<double, 2> asked{std::min(wanted[0], level / hours), 0};
        double none = 0;
        machine_->step(step, hours, {asked.data(), 1}, none, ports);
        level = std::max(0.0, level - hours * ports[0]);
    }

private:
    std::shared_ptr<const Machine> machine_;
};

}  // namespace gaiku::resilience
