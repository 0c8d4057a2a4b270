#pragma once

#include <optional>

/// What an energy system is worth beside the one that would be there without it. Source: document 003, evaluation of
/// the energy system (primary energy, CO2, annual cost); formulas in docs/explanation/baseline.md.
namespace gaiku {

/// A quantity of which less is better, of the baseline and of the system that is judged, in the same unit.
struct Reduction {
    double baseline = 0;
    double judged = 0;

    /// Positive: the judged system needs less.
    [[nodiscard]] constexpr double amount() const { return baseline - judged; }
    /// Share of the baseline; nothing where that is not above 0.
    [[nodiscard]] constexpr std::optional<double> rate() const {
        if (baseline <= 0) return std::nullopt;
        return amount() / baseline;
    }
};

/// Both or nothing: a difference to something unknown is unknown.
[[nodiscard]] constexpr std::optional<Reduction> reduction(std::optional<double> baseline,
                                                           std::optional<double> judged) {
    if (!baseline || !judged) return std::nullopt;
    return Reduction{*baseline, *judged};
}

/// Money of the hours planned, a year as a rule.
struct AnnualCost {
    double energy = 0;    ///< bought, with its demand charges, less what sales bring
    double upkeep = 0;    ///< of equipment
    double other = 0;     ///< labour, overhead
    double unserved = 0;  ///< what demand that is not served is valued at
    double fixed = 0;     ///< construction of equipment, spread over years
    double measures = 0;  ///< the same of what makes buildings need less

    [[nodiscard]] constexpr double operating() const { return energy + upkeep + other + unserved; }
    [[nodiscard]] constexpr double total() const { return operating() + fixed + measures; }
};

/// CO2 of making and building what is installed, spread evenly over its life: t a year from kg.
[[nodiscard]] constexpr double embodied_t_per_year(double size, double kg_per_unit, double life_years) {
    return size * kg_per_unit / life_years / 1000;
}

}  // namespace gaiku
