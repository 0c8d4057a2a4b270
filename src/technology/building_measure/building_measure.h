#pragma once

#include "technology/technology.h"

namespace gaiku {

/// Better buildings (envelope, light, equipment: ZEB, ZEH), as far as they cost: what they save is in the buildings'
/// unit loads.
class BuildingMeasure final : public Technology {
public:
    BuildingMeasure();
    [[nodiscard]] const Section& section() const override { return section_; }
    void check(const Record& asset, const District& district, Findings& findings) const override;
    [[nodiscard]] bool in_networks() const override { return true; }
    void add_to(AssetNetwork& network) const override;
    [[nodiscard]] std::unique_ptr<Machine> machine(const AssetInput& asset,
                                                   std::span<const double> sizes) const override;
    [[nodiscard]] AssetCost cost(const Record& asset, double size) const override;

private:
    Section section_;
};

}  // namespace gaiku
