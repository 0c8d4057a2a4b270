#include "assess/finance/income_tax.h"

#include <algorithm>

namespace gaiku {

void income_tax(const std::vector<double>& income, const IncomeTaxTerms& terms, IncomeTax& result) {
    const std::size_t years = income.size();
    result.loss_used.assign(years, 0.0);
    result.tax.assign(years, 0.0);
    if (terms.losses == Losses::other_profit) {
        for (std::size_t year = 0; year < years; ++year) result.tax[year] = terms.rate * income[year];
        return;
    }
    std::vector<double> left(years, 0.0);  // of the loss of each year
    for (std::size_t year = 0; year < years; ++year) {
        left[year] = std::max(0.0, -income[year]);
        if (income[year] <= 0) continue;
        double room = income[year] * terms.loss_share;
        const auto reach = static_cast<std::size_t>(terms.loss_years);
        for (std::size_t old = year > reach ? year - reach : 0; old < year && room > 0; ++old) {
            const double used = std::min(room, left[old]);
            left[old] -= used;
            room -= used;
            result.loss_used[year] += used;
        }
        result.tax[year] = terms.rate * (income[year] - result.loss_used[year]);
    }
}

}  // namespace gaiku
