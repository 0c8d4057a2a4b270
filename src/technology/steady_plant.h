#pragma once

#include "technology/converter.h"

namespace gaiku {

/// A plant that runs evenly through the day at its capacity factor: the part that biomass and small hydro power share.
class SteadyPlant : public ConverterTechnology {
public:
    [[nodiscard]] const Section& section() const override { return section_; }
    void check(const Record& asset, const District& district, Findings& findings) const override;
    [[nodiscard]] Converter converter(const AssetInput& asset) const override;
    [[nodiscard]] std::optional<DayGeneration> day_generation(const Record& asset, const District& district,
                                                              const Tables& tables) const override;

protected:
    /// `type`: the row of capacity_factors and unit_costs that applies where the file names none.
    SteadyPlant(std::string name, Text meaning, std::string type);

private:
    Section section_;
};

}  // namespace gaiku
