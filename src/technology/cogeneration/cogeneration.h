#pragma once

#include "technology/converter.h"

namespace gaiku {

/// Combined heat and power from a gas engine.
class Cogeneration final : public ConverterTechnology {
public:
    Cogeneration();
    [[nodiscard]] const Section& section() const override { return section_; }
    void check(const Record& asset, const District& district, Findings& findings) const override;
    [[nodiscard]] Converter converter(const AssetInput& asset) const override;

private:
    Section section_;
};

}  // namespace gaiku
