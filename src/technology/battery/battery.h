#pragma once

#include "technology/technology.h"

namespace gaiku {

/// A stationary battery, given or to be sized.
class Battery final : public Technology {
public:
    Battery();
    [[nodiscard]] const Section& section() const override { return section_; }
    void check(const Record& asset, Findings& findings) const override { check_sized(asset, findings); }
    [[nodiscard]] AssetCost cost(const Record& asset, double size) const override;

private:
    Section section_;
};

}  // namespace gaiku
