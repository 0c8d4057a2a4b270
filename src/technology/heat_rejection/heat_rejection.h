#pragma once

#include "technology/converter.h"

namespace gaiku {

/// Gives heat to the surroundings: a cooling tower, a radiator, a bypass.
class HeatRejection final : public ConverterTechnology {
public:
    HeatRejection();
    [[nodiscard]] const Section& section() const override { return section_; }
    void check(const Record& asset, const District& district, Findings& findings) const override;
    [[nodiscard]] Converter converter(const AssetInput& asset) const override;

private:
    Section section_;
};

}  // namespace gaiku
