#pragma once

#include <optional>
#include <string>
#include <vector>

#include "technology/part_load.h"
#include "technology/technology.h"

namespace gaiku {

/// What an absorption machine fired with gas is. It cools or heats, both within one capacity C: of a step's time the
/// share c / C goes to cooling, h / (heating_ratio C) to heating. With the cold c, the heat h and the waste heat that
/// stands in for x of the cooling input:
///
///   c / C + h / (heating_ratio C) <= 1
///   w = part load of c;  fuel = (w - x) / cop + h / heating_efficiency
///   x <= w;  x <= k c + (at_full_load - k) C,  k = (at_full_load - alone_to) / (1 - alone_to)
///   waste heat taken = x / waste_heat_cop;  auxiliary electricity = auxiliary (c + h)
///
/// Up to alone_to x C of cold it needs no fuel; at full load the waste heat covers at_full_load of it.
///
/// Where it has a minimum load, each of its units is off, cools or heats in a step, and the minimum load, minimum times
/// and start cost hold for cooling and for heating; C is then what of it is on.
struct FiredAbsorption {
    struct WasteHeat {
        std::string carrier;
        double cop = 1;
        double at_full_load = 0, alone_to = 0;
    };
    std::string place, fuel, cold, heat;
    Profile cop = 1.0;
    double heating_efficiency = 1;
    double heating_ratio = 1;  ///< 0: it only cools
    double auxiliary = 0;
    PartLoad part_load{};
    std::optional<WasteHeat> waste_heat{};
};

/// A technology that is one.
class FiredAbsorptionTechnology : public Technology {
public:
    [[nodiscard]] const Section& section() const override { return section_; }
    void check(const Record& asset, const District& district, Findings& findings) const override;
    [[nodiscard]] bool in_networks() const override { return true; }
    void add_to(AssetNetwork& network) const override;
    [[nodiscard]] std::unique_ptr<Machine> machine(const AssetInput& asset,
                                                   std::span<const double> sizes) const override;
    [[nodiscard]] std::vector<CurveFit> curve_fits(const AssetInput& asset) const override;

protected:
    FiredAbsorptionTechnology(std::string name, Text meaning, std::vector<Field> own);
    [[nodiscard]] virtual FiredAbsorption machine_of(const AssetInput& asset) const = 0;
    /// All but the waste heat.
    [[nodiscard]] static FiredAbsorption read(const AssetInput& asset);

private:
    Section section_;
};

}  // namespace gaiku
