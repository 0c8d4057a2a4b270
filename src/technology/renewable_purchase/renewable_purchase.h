#pragma once

#include "technology/technology.h"

namespace gaiku {

/// Renewable electricity from outside: bought by a supplier's menu, wheeled from a plant of one's own, or by a power
/// purchase agreement.
class RenewablePurchase final : public Technology {
public:
    RenewablePurchase();
    [[nodiscard]] const Section& section() const override { return section_; }
    void check(const Record& asset, const District& district, Findings& findings) const override;
    [[nodiscard]] bool in_networks() const override { return true; }
    void add_to(AssetNetwork& network) const override;
    [[nodiscard]] std::unique_ptr<Machine> machine(const AssetInput& asset,
                                                   std::span<const double> sizes) const override;

private:
    Section section_;
};

}  // namespace gaiku
