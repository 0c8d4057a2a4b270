#pragma once

#include "technology/technology.h"

namespace gaiku {

/// A plant that runs evenly through the day at its capacity factor: the part that biomass and small hydro power share.
class SteadyPlant : public Technology {
public:
    [[nodiscard]] const Section& section() const override { return section_; }
    void check(const Record& asset, Findings& findings) const override { check_fit(asset, findings); }
    [[nodiscard]] AssetCost cost(const Record& asset, double kw) const override;
    [[nodiscard]] std::optional<DayGeneration> day_generation(const Record& asset, const District& district,
                                                              const Tables& tables) const override;

protected:
    /// `type`: the row of capacity_factors and unit_costs that applies where the file names none.
    SteadyPlant(std::string name, Text meaning, std::string type);

private:
    Section section_;
};

}  // namespace gaiku
