#pragma once

#include "technology/technology.h"

namespace gaiku {

/// Photovoltaics: given, to be sized, or counted by the households that have it.
class Pv final : public Technology {
public:
    Pv();
    [[nodiscard]] const Section& section() const override { return section_; }
    void check(const Record& asset, Findings& findings) const override;
    [[nodiscard]] AssetCost cost(const Record& asset, double kw) const override;
    [[nodiscard]] std::optional<DayGeneration> day_generation(const Record& asset, const District& district,
                                                              const Tables& tables) const override;

private:
    Section section_;
};

}  // namespace gaiku
