#include "assess/finance/depreciation.h"

#include <algorithm>
#include <cmath>

namespace gaiku {
namespace {

constexpr double slack = 1e-9;  // 1/n in binary may lie a hair above the printed rate

double rounded_up(double rate, bool statutory) {
    return statutory ? std::ceil(rate * 1000 - slack) / 1000 : rate;
}

double rounded(double rate, bool statutory) {
    return statutory ? std::floor(rate * 1000 + 0.5 + slack) / 1000 : rate;
}

std::vector<double> straight_line(double cost, int life_years, bool statutory) {
    const double yearly = cost * rounded_up(1.0 / life_years, statutory);
    const double memorandum = statutory ? std::min(1.0, cost) : 0;
    std::vector<double> years;
    double book = cost;
    for (int year = 1; year <= life_years; ++year) {
        years.push_back(std::min(yearly, book - memorandum));
        book -= years.back();
    }
    return years;
}

std::vector<double> declining_balance(double cost, int life_years, bool statutory) {
    const double rate = std::min(1.0, rounded(2.0 / life_years, statutory));
    const double memorandum = statutory ? std::min(1.0, cost) : 0;
    std::vector<double> years;
    double book = cost;
    double level = 0;  // once what is left is spread evenly
    for (int year = 1; year <= life_years; ++year) {
        const int remaining = life_years - year + 1;
        if (level == 0 && rate * remaining < 1 - slack) level = book * rounded_up(1.0 / remaining, statutory);
        years.push_back(std::min(level > 0 ? level : book * rate, book - memorandum));
        book -= years.back();
    }
    return years;
}

}  // namespace

std::vector<double> depreciation(double cost, int life_years, const DepreciationRule& rule) {
    if (cost <= 0 || life_years <= 0) return {};
    return rule.method == DepreciationMethod::straight_line ? straight_line(cost, life_years, rule.statutory_rates)
                                                            : declining_balance(cost, life_years, rule.statutory_rates);
}

double assessed_share(int age, int life_years, bool statutory_rates, double floor) {
    const double rate = rounded(1 - std::pow(0.1, 1.0 / life_years), statutory_rates);
    return std::max(floor, (1 - rate / 2) * std::pow(1 - rate, age - 1));
}

}  // namespace gaiku
