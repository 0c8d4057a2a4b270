#pragma once

#include "technology/technology.h"

namespace gaiku {

/// A converter through which two places exchange electricity without running in parallel.
class InterchangeConverter final : public Technology {
public:
    InterchangeConverter();
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
