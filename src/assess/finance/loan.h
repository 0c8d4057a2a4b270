#pragma once

#include <vector>

namespace gaiku {

enum class Repayment {
    level,             ///< the same sum of interest and principal every year
    annual_principal,  ///< the same principal every year
};

struct LoanTerms {
    double share = 0;     ///< of the capital less subsidy
    double interest = 0;  ///< a year
    int years = 15;       ///< until it is paid back, grace included
    int grace_years = 0;  ///< at the beginning, with interest only
    Repayment repayment = Repayment::level;
};

struct LoanPayments {
    std::vector<double> interest, principal;  ///< of years 1, 2, ...
};

/// Payments at the ends of years for a sum lent at the end of year 0.
[[nodiscard]] LoanPayments loan_payments(double sum, const LoanTerms& terms);

}  // namespace gaiku
