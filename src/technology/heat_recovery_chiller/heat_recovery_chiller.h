#pragma once

#include "technology/technology.h"

namespace gaiku {

/// An electric chiller whose condenser can heat water: cold and heat at once.
class HeatRecoveryChiller final : public Technology {
public:
    HeatRecoveryChiller();
    [[nodiscard]] const Section& section() const override { return section_; }
    void check(const Record& asset, const District& district, Findings& findings) const override;
    [[nodiscard]] bool in_networks() const override { return true; }
    void add_to(AssetNetwork& network) const override;
    [[nodiscard]] std::unique_ptr<Machine> machine(const AssetInput& asset,
                                                   std::span<const double> sizes) const override;
    [[nodiscard]] std::vector<CurveFit> curve_fits(const AssetInput& asset) const override;

private:
    Section section_;
};

}  // namespace gaiku
