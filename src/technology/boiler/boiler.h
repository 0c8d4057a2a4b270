#pragma once

#include "technology/converter.h"

namespace gaiku {

/// A boiler for hot water or steam, fired with gas or another carrier.
class Boiler final : public ConverterTechnology {
public:
    Boiler();
    [[nodiscard]] const Section& section() const override { return section_; }
    void check(const Record& asset, const District& district, Findings& findings) const override;
    [[nodiscard]] Converter converter(const AssetInput& asset) const override;

private:
    Section section_;
};

}  // namespace gaiku
