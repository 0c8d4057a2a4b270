#include "assess/finance/cash_flow.h"

#include <algorithm>
#include <array>
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
        yearly[static_cast<std::size_t>(year)] -= item.replacement_yen * share;
    }
    for (int year = 1; year <= terms.period_years; ++year) {
        double value = terms.value_of_own_generation_yen_per_kwh;
        if (sells_at_fit(item, mode) && year <= item.fit_years) value = *item.fit_yen_per_kwh;
        yearly[static_cast<std::size_t>(year)] += item.generation_kwh_per_year * value - item.upkeep_yen_per_year;
    }
}

/// Rates from -99 % to 1000 % in equal steps of ln(1 + rate): fine where rates are small, and two rates of return
/// nearer than half a percent count as none.
constexpr std::size_t grid_points = 1504;

struct RateGrid {
    std::array<double, grid_points> rate{};
    std::array<double, grid_points> discount{};  ///< 1 / (1 + rate)
};

const RateGrid& rate_grid() {
    static const RateGrid grid = [] {
        const double first = std::log(0.01);
        const double last = std::log(11.0);
        RateGrid made;
        for (std::size_t i = 0; i < grid_points; ++i) {
            const double growth = std::exp(first + (last - first) * static_cast<double>(i) / (grid_points - 1));
            made.rate[i] = growth - 1;
            made.discount[i] = 1 / growth;
        }
        return made;
    }();
    return grid;
}

/// The rate between two at which the net present value has other signs: false position, halving the value of an end
/// that stays (Illinois), until a step no longer moves the rate.
double root_between(const std::vector<double>& yearly, double low, double high) {
    double at_low = net_present_value(yearly, low);
    double at_high = net_present_value(yearly, high);
    double rate = low;
    int kept = 0;  // -1: the low end stayed last time, 1: the high end
    for (int i = 0; i < 100; ++i) {
        const double before = rate;
        rate = (low * at_high - high * at_low) / (at_high - at_low);
        if (!(rate > low && rate < high)) rate = 0.5 * (low + high);
        const double value = net_present_value(yearly, rate);
        if (value == 0 || std::abs(rate - before) < 1e-15) break;
        if ((value > 0) == (at_high > 0)) {
            high = rate;
            at_high = value;
            if (kept == -1) at_low *= 0.5;
            kept = -1;
        } else {
            low = rate;
            at_low = value;
            if (kept == 1) at_high *= 0.5;
            kept = 1;
        }
    }
    return rate;
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
    const auto& grid = rate_grid();
    std::array<double, grid_points> values{};
    for (auto yen = yearly_yen.rbegin(); yen != yearly_yen.rend(); ++yen) {
        for (std::size_t i = 0; i < grid_points; ++i) values[i] = values[i] * grid.discount[i] + *yen;
    }
    std::vector<double> rates;
    for (std::size_t i = 1; i < grid_points; ++i) {
        if ((values[i] > 0) == (values[i - 1] > 0)) continue;
        rates.push_back(root_between(yearly_yen, grid.rate[i - 1], grid.rate[i]));
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
