#pragma once

#include "technology/technology.h"

namespace gaiku {

/// A generator for outages, with a tank that deliveries fill.
class EmergencyGenerator final : public Technology {
public:
    EmergencyGenerator();
    [[nodiscard]] const Section& section() const override { return section_; }
    void check(const Record& asset, const District& district, Findings& findings) const override;
    [[nodiscard]] bool in_networks() const override { return true; }
    void add_to(AssetNetwork& network) const override;
    [[nodiscard]] std::unique_ptr<Machine> machine(const AssetInput& asset,
                                                   std::span<const double> sizes) const override;
    /// It may run in every step.
    [[nodiscard]] std::unique_ptr<Machine> machine_in_outage(const AssetInput& asset,
                                                             std::span<const double> sizes) const override;
    /// At `kw`, with its tank where the file gives its size.
    [[nodiscard]] AssetCost cost(const Record& asset, double kw) const override;

private:
    Section section_;
};

}  // namespace gaiku
