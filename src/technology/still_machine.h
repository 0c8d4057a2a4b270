#pragma once

#include "technology/machine.h"

namespace gaiku {

/// Of an asset that moves no energy and only costs.
class StillMachine final : public Machine {
public:
    void step(std::size_t, double, std::span<const double>, double&, std::span<double>) const override {}
};

}  // namespace gaiku
