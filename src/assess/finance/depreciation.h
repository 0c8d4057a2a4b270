#pragma once

#include <vector>

namespace gaiku {

enum class DepreciationMethod { straight_line, declining_balance };

/// How a book value falls for corporate tax.
struct DepreciationRule {
    DepreciationMethod method = DepreciationMethod::straight_line;
    /// Rates of three decimals as Japanese tax tables print them, down to a memorandum value of 1; else exact ones.
    bool statutory_rates = true;
};

/// Depreciation of year 1, 2, ... after the purchase, until nothing (or 1) is left. `cost` in money.
///
/// Straight line: cost x 1/n, rates rounded up. Declining balance (200 %, purchases from April 2012 on): book value x
/// 2/n; from the year on in which what is left over the remaining years k would be more, book value of that year x 1/k.
/// That switch gives the rates after revision of the tax tables. Source: Order on useful lives of depreciable assets.
[[nodiscard]] std::vector<double> depreciation(double cost, int life_years, const DepreciationRule& rule);

/// Share of its price at which equipment is assessed for fixed-asset tax in the year `age` = 1, 2, ... after the
/// purchase: (1 - r/2)(1 - r)^(age - 1), not below `floor`; r = 1 - 0.1^(1/n), three decimals with statutory rates.
/// Source: Standards for the valuation of fixed assets.
[[nodiscard]] double assessed_share(int age, int life_years, bool statutory_rates, double floor);

}  // namespace gaiku
