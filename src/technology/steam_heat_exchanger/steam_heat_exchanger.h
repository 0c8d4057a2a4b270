#pragma once

#include "technology/converter.h"

namespace gaiku {

/// An exchanger that heats water with steam.
class SteamHeatExchanger final : public ConverterTechnology {
public:
    SteamHeatExchanger();
    [[nodiscard]] const Section& section() const override { return section_; }
    void check(const Record& asset, const District& district, Findings& findings) const override;
    [[nodiscard]] Converter converter(const AssetInput& asset) const override;

private:
    Section section_;
};

}  // namespace gaiku
