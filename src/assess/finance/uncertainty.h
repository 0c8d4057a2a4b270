#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "assess/finance/distribution.h"
#include "assess/finance/variables.h"

/// How far the money may come out otherwise: many accounts with inputs drawn from their distributions.
namespace gaiku {

struct UncertainInput {
    std::string id;
    Text name;
    std::string variable;
    std::string of;
    Distribution distribution;
    bool each_year = false;  ///< another draw for each year
};

struct UncertaintyTerms {
    std::uint32_t runs = 10'000;
    std::uint64_t seed = 1;
    std::vector<UncertainInput> inputs;
};

struct Uncertainty {
    static constexpr std::array<double, 7> levels{0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95};
    using Quantiles = std::array<double, levels.size()>;
    struct Driver {
        std::string id;
        double rank_correlation = 0;  ///< of the input with the net present value (Spearman)
        double variance_share = 0;    ///< part of its variance that the input explains alone (Sobol, first order)
    };

    std::uint32_t runs = 0;
    std::uint64_t seed = 0;
    double probability_npv_positive = 0;
    double npv_mean_yen = 0, npv_deviation_yen = 0;
    Quantiles npv_yen{};
    std::vector<Quantiles> cumulative_yen;  ///< of each year
    std::vector<Driver> drivers;            ///< the strongest first
};

/// `threads`: on how many cores; the result is the same for any number.
[[nodiscard]] Uncertainty monte_carlo(const FinanceInput& input, const UncertaintyTerms& terms, unsigned threads);

/// The value below which a share `level` of the numbers lies, with linear interpolation between neighbours.
[[nodiscard]] double quantile(const std::vector<double>& sorted, double level);

/// Spearman's correlation of ranks; equal numbers share their mean rank. 0 where one does not vary.
[[nodiscard]] double rank_correlation(const std::vector<double>& a, const std::vector<double>& b);

/// Share of the variance of `y` that lies between classes of equal size along `x`, corrected for what chance gives.
[[nodiscard]] double variance_share(const std::vector<double>& x, const std::vector<double>& y);

}  // namespace gaiku
