#pragma once

#include "technology/converter.h"

namespace gaiku {

/// A heat pump that takes heat from air, ground or water.
class HeatPump final : public ConverterTechnology {
public:
    HeatPump();
    [[nodiscard]] const Section& section() const override { return section_; }
    void check(const Record& asset, const District& district, Findings& findings) const override;
    [[nodiscard]] Converter converter(const AssetInput& asset) const override;

private:
    Section section_;
};

}  // namespace gaiku
