#pragma once

#include "technology/storage.h"

namespace gaiku {

/// A sodium-sulphur (NAS) battery, whose heater keeps it at some 300 degC.
class NasBattery final : public Technology {
public:
    NasBattery();
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
