#pragma once

#include <vector>

namespace gaiku {

/// What becomes of a year's loss.
enum class Losses {
    carry_over,    ///< set against later income, oldest first
    other_profit,  ///< the company has other profit: its tax falls at once
};

struct IncomeTaxTerms {
    double rate = 0;
    Losses losses = Losses::carry_over;
    int loss_years = 10;    ///< a loss can be used so many years after its own
    double loss_share = 1;  ///< of a year's income that old losses may take away
};

struct IncomeTax {
    std::vector<double> loss_used, tax;  ///< a number a year; tax negative where a loss lowers the tax on other profit
};

/// Corporate tax on the taxable income of years 0, 1, ...
void income_tax(const std::vector<double>& income, const IncomeTaxTerms& terms, IncomeTax& result);

}  // namespace gaiku
