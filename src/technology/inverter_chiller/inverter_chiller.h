#pragma once

#include "technology/converter.h"

namespace gaiku {

/// A chiller with a compressor of variable speed: part load, input and capacity follow the temperature at which it
/// gives off its heat.
class InverterChiller final : public ConverterTechnology {
public:
    InverterChiller();
    [[nodiscard]] const Section& section() const override { return section_; }
    void check(const Record& asset, const District& district, Findings& findings) const override;
    [[nodiscard]] Converter converter(const AssetInput& asset) const override;

private:
    Section section_;
};

}  // namespace gaiku
