#pragma once

#include "technology/converter.h"

namespace gaiku {

/// A boiler that makes steam, with blowdown and the electricity of its fan and feed pump.
class SteamBoiler final : public ConverterTechnology {
public:
    SteamBoiler();
    [[nodiscard]] const Section& section() const override { return section_; }
    void check(const Record& asset, const District& district, Findings& findings) const override;
    [[nodiscard]] Converter converter(const AssetInput& asset) const override;

private:
    Section section_;
};

}  // namespace gaiku
