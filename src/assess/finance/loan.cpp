#include "assess/finance/loan.h"

#include <cmath>

namespace gaiku {

LoanPayments loan_payments(double sum, const LoanTerms& terms) {
    LoanPayments paid;
    const int years = terms.years - terms.grace_years;
    const double i = terms.interest;
    const double level = i == 0 ? sum / years : sum * i / (1 - std::pow(1 + i, -years));
    double owed = sum;
    for (int year = 1; year <= terms.years; ++year) {
        const double interest = owed * i;
        double principal = 0;
        if (year > terms.grace_years) principal = terms.repayment == Repayment::level ? level - interest : sum / years;
        if (year == terms.years) principal = owed;  // what rounding leaves is paid with the last rate
        paid.interest.push_back(interest);
        paid.principal.push_back(principal);
        owed -= principal;
    }
    return paid;
}

}  // namespace gaiku
