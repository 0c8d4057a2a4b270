#pragma once

#include "technology/technology.h"

namespace gaiku {

/// The system that runs the microgrid: metering, communication, control.
class ControlSystem final : public Technology {
public:
    ControlSystem();
    [[nodiscard]] const Section& section() const override { return section_; }
    [[nodiscard]] AssetCost cost(const Record& asset, double size) const override;

private:
    Section section_;
};

}  // namespace gaiku
