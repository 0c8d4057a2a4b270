#pragma once

#include "technology/fired_absorption.h"

namespace gaiku {

/// A gas-fired absorption chiller-heater in which hot water of a cogeneration plant replaces part of the gas
/// ("genelink").
class WasteHeatAbsorptionChiller final : public FiredAbsorptionTechnology {
public:
    WasteHeatAbsorptionChiller();
    void check(const Record& asset, const District& district, Findings& findings) const override;

protected:
    [[nodiscard]] FiredAbsorption machine_of(const AssetInput& asset) const override;
};

}  // namespace gaiku
