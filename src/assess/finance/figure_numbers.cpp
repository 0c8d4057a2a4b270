#include "assess/finance/figure_numbers.h"

#include <fmt/format.h>
#include <cmath>

#include "base/unit.h"

namespace gaiku {

std::string yen(double value) {
    return (value <= -0.5 ? "−" : "") + print_number(std::abs(value), 0);
}

std::string percent(double share) {
    return print_number(share * 100, 3) + " %";
}

std::string discounted_terms(const std::vector<double>& yearly, double rate) {
    std::string text = yen(yearly[0]);
    const std::string base = print_number(1 + rate, 6);
    const std::size_t last = yearly.size() - 1;
    for (std::size_t year = 1; year <= last; ++year) {
        const double value = yearly[year];
        text += fmt::format(" {} {}/{}{}", value < 0 ? "−" : "+", yen(std::abs(value)), base,
                            year == 1 ? "" : fmt::format("^{}", year));
    }
    return text;
}

std::string all_years(const std::string& symbol, const std::vector<double>& yearly) {
    std::string text;
    for (const double value : yearly) text += (text.empty() ? symbol + "₀… = " : "; ") + yen(value);
    return text;
}

std::string payback_numbers(const std::vector<double>& yearly, double rate, std::optional<double> years) {
    std::vector<double> cumulated;
    double sum = 0;
    double worth = 1;
    for (const double value : yearly) {
        cumulated.push_back(sum += value * worth);
        worth /= 1 + rate;
    }
    const auto at = [&](std::size_t year) { return fmt::format("Σ_(t ≤ {}) = {}", year, yen(cumulated[year])); };
    if (!years) return at(cumulated.size() - 1);
    std::size_t above = cumulated.size();
    while (above > 0 && cumulated[above - 1] >= 0) --above;
    if (above == 0) return at(0);
    const std::string below = yen(-cumulated[above - 1]);
    return fmt::format("{}; {}; T = {} + {}/({} + {}) = {}", at(above - 1), at(above), above - 1, below,
                       yen(cumulated[above]), below, print_number(*years, 3));
}

}  // namespace gaiku
