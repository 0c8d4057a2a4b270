#pragma once

#include <optional>
#include <string>
#include <vector>

namespace gaiku {

/// The numbers that stand in the formulas of figures, as text: yen without decimals, shares in per cent.
[[nodiscard]] std::string yen(double value);
[[nodiscard]] std::string percent(double share);

/// "-1,000 + 120/1.04 + 130/1.04^2", of all years.
[[nodiscard]] std::string discounted_terms(const std::vector<double>& yearly, double rate);

/// Every year, so that a reader can work out what is summed.
[[nodiscard]] std::string all_years(const std::string& symbol, const std::vector<double>& yearly);

/// "Σ_(t ≤ 11) = −20; Σ_(t ≤ 12) = 40; 11 + 20/(40 + 20) = 11.333": the two years between which the cumulated flow
/// comes above zero for the last time.
[[nodiscard]] std::string payback_numbers(const std::vector<double>& yearly, double rate, std::optional<double> years);

}  // namespace gaiku
