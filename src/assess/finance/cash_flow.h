#pragma once

#include <optional>
#include <string>
#include <vector>

namespace gaiku {

/// One piece of the operator's equipment as money sees it.
struct CashFlowItem {
    double capital_yen = 0;
    double upkeep_yen_per_year = 0;
    bool subsidised = true;                 ///< a subsidy covers it where one is paid
    std::vector<int> replaced_in_years;     ///< years in which it is bought again
    double replacement_yen = 0;             ///< price of one replacement
    double generation_kwh_per_year = 0;     ///< of a generator
    std::optional<double> fit_yen_per_kwh;  ///< feed-in price; a generator without one takes no part in it
    int fit_years = 0;
};

struct CashFlowTerms {
    int period_years = 25;
    double demand_kwh_per_year = 0;                  ///< all electricity sold in the district
    double margin_yen_per_kwh = 0;                   ///< retail less purchase and overhead, on all demand
    double value_of_own_generation_yen_per_kwh = 0;  ///< purchase avoided
    double subsidy_rate = 0;                         ///< share of the capital
    bool subsidy_covers_replacement = true;
    double discount_rate = 0;
};

/// How the equipment is paid for. In `fit_and_subsidy` generators with a feed-in price sell at it and get no subsidy.
enum class FundingMode { no_subsidy, subsidy, fit_and_subsidy };

/// A cash flow, year 0 (building) to the end of the period; in yen, income positive.
struct CashFlow {
    std::vector<double> yearly_yen;
    std::vector<double> cumulative_yen;
    double npv_yen = 0;
    std::optional<double> irr;            ///< the one rate at which the net present value is 0
    std::string irr_note;                 ///< "none" or "many" where there is not exactly one
    std::optional<double> payback_years;  ///< from then on the cumulated flow stays at or above 0
    std::optional<double> discounted_payback_years;
};

/// Source: document 002, cost tables and 25-year cash flows (methods: docs/explanation/microgrid.md).
[[nodiscard]] CashFlow cash_flow(const std::vector<CashFlowItem>& items, const CashFlowTerms& terms, FundingMode mode);

/// Net present value of flows at the ends of years 0, 1, ...
[[nodiscard]] double net_present_value(const std::vector<double>& yearly_yen, double rate);

/// Rates above -100 % at which the net present value is 0, ascending; rates above 1000 % a year are not looked for.
[[nodiscard]] std::vector<double> internal_rates_of_return(const std::vector<double>& yearly_yen);

/// The time, in years with linear interpolation, from which the cumulated flow stays at or above 0.
[[nodiscard]] std::optional<double> payback_time(const std::vector<double>& yearly_yen);

}  // namespace gaiku
