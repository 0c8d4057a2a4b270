#include "assess/finance/returns.h"

#include <algorithm>
#include <cmath>

namespace gaiku {

Returns returns(const std::vector<double>& yearly_yen, double discount_rate) {
    Returns result;
    result.npv_yen = net_present_value(yearly_yen, discount_rate);
    result.irr = internal_rates_of_return(yearly_yen);
    result.payback_years = payback_time(yearly_yen);
    std::vector<double> discounted = yearly_yen;
    for (std::size_t year = 0; year < discounted.size(); ++year)
        discounted[year] /= std::pow(1 + discount_rate, static_cast<double>(year));
    result.discounted_payback_years = payback_time(discounted);
    return result;
}

std::optional<LevelisedCost> levelised_cost(const Account& account, double discount_rate) {
    LevelisedCost cost;
    cost.present_kwh = net_present_value(account[Row::energy], discount_rate);
    if (cost.present_kwh <= 0) return std::nullopt;
    for (const Row row : {Row::capital, Row::subsidy, Row::replacement, Row::residual, Row::upkeep, Row::purchases,
                          Row::transfer, Row::property_tax, Row::corporate_tax}) {
        const double yen = net_present_value(account[row], discount_rate);
        if (yen == 0) continue;
        cost.parts.push_back({row, -yen / cost.present_kwh});
        cost.yen_per_kwh += cost.parts.back().yen_per_kwh;
    }
    return cost;
}

std::optional<double> lowest_debt_cover(const Account& account) {
    std::optional<double> lowest;
    for (std::size_t year = 1; year < account[Row::net].size(); ++year) {
        const double service = -(account[Row::interest][year] + account[Row::principal][year]);
        if (service <= 0) continue;
        const double cover = (account[Row::operating][year] + account[Row::corporate_tax][year]) / service;
        lowest = lowest ? std::min(*lowest, cover) : cover;
    }
    return lowest;
}

}  // namespace gaiku
