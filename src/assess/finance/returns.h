#pragma once

#include <optional>
#include <string>
#include <vector>

#include "assess/finance/account.h"

namespace gaiku {

/// What a cash flow is worth to whom it belongs.
struct Returns {
    double npv_yen = 0;
    std::vector<double> irr;  ///< every rate of return; none or several can exist
    std::optional<double> payback_years;
    std::optional<double> discounted_payback_years;
};

[[nodiscard]] Returns returns(const std::vector<double>& yearly_yen, double discount_rate);

/// Cost of a kWh over the period: present value of costs / present value of the energy, and its parts (rows of the
/// account, sign turned). Financing is not in it; sales neither.
struct LevelisedCost {
    struct Part {
        Row row = Row::operating;
        double yen_per_kwh = 0;
    };
    double yen_per_kwh = 0;
    double present_kwh = 0;
    std::vector<Part> parts;
};

/// Nothing where there is no energy.
[[nodiscard]] std::optional<LevelisedCost> levelised_cost(const Account& account, double discount_rate);

/// The lowest ratio of a year's operating balance after tax to what the loan takes; nothing without a loan.
[[nodiscard]] std::optional<double> lowest_debt_cover(const Account& account);

}  // namespace gaiku
