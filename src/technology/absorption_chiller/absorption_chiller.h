#pragma once

#include "technology/converter.h"

namespace gaiku {

/// A chiller driven by heat.
class AbsorptionChiller final : public ConverterTechnology {
public:
    AbsorptionChiller();
    [[nodiscard]] const Section& section() const override { return section_; }
    void check(const Record& asset, const District& district, Findings& findings) const override;
    [[nodiscard]] Converter converter(const AssetInput& asset) const override;

private:
    Section section_;
};

}  // namespace gaiku
