#include "assess/finance/cash_flow.h"

#include <algorithm>
#include <cmath>

namespace gaiku {
namespace {

bool sells_at_fit(const CashFlowItem& item, FundingMode mode) {
    return mode == FundingMode::fit_and_subsidy && item.fit_yen_per_kwh && item.generation_kwh_per_year > 0;
}

/// Share of the capital that the operator pays.
double own_share(const CashFlowItem& item, const CashFlowTerms& terms, FundingMode mode) {
    const bool granted = mode != FundingMode::no_subsidy && item.subsidised && !sells_at_fit(item, mode);
    return granted ? 1 - terms.subsidy_rate : 1;
}

void add_item(std::vector<double>& yearly, const CashFlowItem& item, const CashFlowTerms& terms, FundingMode mode) {
    const double paid = own_share(item, terms, mode);
    yearly[0] -= item.capital_yen * paid;
    for (const int year : item.replaced_in_years) {
        const double share = terms.subsidy_covers_replacement ? paid : 1;
        yearly[static_cast<std::size_t>(year)] -= item.capital_yen * item.replacement_share * share;
    }
    for (int year = 1; year <= terms.period_years; ++year) {
        double value = terms.value_of_own_generation_yen_per_kwh;
        if (sells_at_fit(item, mode) && year <= item.fit_years) value = *item.fit_yen_per_kwh;
        yearly[static_cast<std::size_t>(year)] += item.generation_kwh_per_year * value - item.upkeep_yen_per_year;
    }
}

double bisect(const std::vector<double>& yearly, double low, double high) {
    const bool low_positive = net_present_value(yearly, low) > 0;
    for (int i = 0; i < 200 && high - low > 1e-14; ++i) {
        const double middle = 0.5 * (low + high);
        (net_present_value(yearly, middle) > 0) == low_positive ? low = middle : high = middle;
    }
    return 0.5 * (low + high);
}

}  // namespace

CashFlow cash_flow(const std::vector<CashFlowItem>& items, const CashFlowTerms& terms, FundingMode mode) {
    CashFlow flow;
    flow.yearly_yen.assign(static_cast<std::size_t>(terms.period_years) + 1, 0.0);
    for (const auto& item : items) add_item(flow.yearly_yen, item, terms, mode);
    for (std::size_t year = 1; year < flow.yearly_yen.size(); ++year) {
        flow.yearly_yen[year] += terms.demand_kwh_per_year * terms.margin_yen_per_kwh;
    }
    double sum = 0;
    for (const double yen : flow.yearly_yen) flow.cumulative_yen.push_back(sum += yen);
    flow.npv_yen = net_present_value(flow.yearly_yen, terms.discount_rate);
    const auto rates = internal_rates_of_return(flow.yearly_yen);
    if (rates.size() == 1) {
        flow.irr = rates.front();
    } else {
        flow.irr_note = rates.empty() ? "none" : "many";
    }
    flow.payback_years = payback_time(flow.yearly_yen);
    std::vector<double> discounted = flow.yearly_yen;
    for (std::size_t year = 0; year < discounted.size(); ++year) {
        discounted[year] /= std::pow(1 + terms.discount_rate, static_cast<double>(year));
    }
    flow.discounted_payback_years = payback_time(discounted);
    return flow;
}

double net_present_value(const std::vector<double>& yearly_yen, double rate) {
    double value = 0;
    for (auto yen = yearly_yen.rbegin(); yen != yearly_yen.rend(); ++yen) value = value / (1 + rate) + *yen;
    return value;
}

std::vector<double> internal_rates_of_return(const std::vector<double>& yearly_yen) {
    const auto [lowest, highest] = std::minmax_element(yearly_yen.begin(), yearly_yen.end());
    if (yearly_yen.empty() || *lowest >= 0 || *highest <= 0) return {};
    // Equal steps of ln(1 + rate): fine where rates are small, and two rates nearer than half a percent count as none.
    constexpr int steps = 1500;
    const double first = std::log(0.01);
    const double last = std::log(11.0);
    std::vector<double> rates;
    double rate_before = std::exp(first) - 1;
    double value_before = net_present_value(yearly_yen, rate_before);
    for (int i = 1; i <= steps; ++i) {
        const double rate = std::exp(first + (last - first) * i / steps) - 1;
        const double value = net_present_value(yearly_yen, rate);
        if ((value > 0) != (value_before > 0)) rates.push_back(bisect(yearly_yen, rate_before, rate));
        rate_before = rate;
        value_before = value;
    }
    return rates;
}

std::optional<double> payback_time(const std::vector<double>& yearly_yen) {
    double sum = 0;
    std::vector<double> cumulative;
    for (const double yen : yearly_yen) cumulative.push_back(sum += yen);
    if (cumulative.empty() || cumulative.back() < 0) return std::nullopt;
    std::size_t year = cumulative.size();
    while (year > 0 && cumulative[year - 1] >= 0) --year;
    if (year == 0) return 0.0;
    const double below = cumulative[year - 1];
    return static_cast<double>(year - 1) + -below / (cumulative[year] - below);
}

}  // namespace gaiku
