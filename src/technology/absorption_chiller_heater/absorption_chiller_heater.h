#pragma once

#include "technology/fired_absorption.h"

namespace gaiku {

/// A gas-fired absorption machine that cools or heats.
class AbsorptionChillerHeater final : public FiredAbsorptionTechnology {
public:
    AbsorptionChillerHeater();

protected:
    [[nodiscard]] FiredAbsorption machine_of(const AssetInput& asset) const override;
};

}  // namespace gaiku
