#include "assess/finance/loan.h"

#include <gtest/gtest.h>

#include <numeric>

namespace gaiku::loan_test {
namespace {

double sum(const std::vector<double>& years) {
    return std::accumulate(years.begin(), years.end(), 0.0);
}

// Documentation of numpy-financial 1.0: pmt(0.075/12, 12*15, 200000) = -1854.0247200054619.
TEST(Loan, LevelPaymentsAreThoseOfNumpyFinancial) {
    const auto paid = loan_payments(200'000, {.interest = 0.075 / 12, .years = 180});
    for (std::size_t i = 0; i < 180; ++i)
        EXPECT_NEAR(paid.interest[i] + paid.principal[i], 1854.0247200054619, 1e-7) << i;  // the rest of 180 steps
    EXPECT_NEAR(sum(paid.principal), 200'000, 1e-9);
}

TEST(Loan, TheSamePrincipalEveryYearCostsLessAndLess) {
    const auto paid = loan_payments(1'000, {.interest = 0.05, .years = 4, .repayment = Repayment::annual_principal});
    EXPECT_EQ(paid.principal, (std::vector<double>{250, 250, 250, 250}));
    EXPECT_DOUBLE_EQ(paid.interest[0], 50);
    EXPECT_DOUBLE_EQ(paid.interest[3], 12.5);
}

TEST(Loan, GraceYearsBearInterestOnly) {
    for (const auto repayment : {Repayment::level, Repayment::annual_principal}) {
        const auto paid = loan_payments(900, {.interest = 0.1, .years = 5, .grace_years = 2, .repayment = repayment});
        ASSERT_EQ(paid.principal.size(), 5u);
        EXPECT_EQ(paid.principal[1], 0);
        EXPECT_DOUBLE_EQ(paid.interest[1], 90);
        EXPECT_NEAR(sum(paid.principal), 900, 1e-9);
    }
}

TEST(Loan, WithoutInterestOnlyThePrincipalIsPaid) {
    const auto paid = loan_payments(300, {.interest = 0, .years = 3});
    EXPECT_EQ(paid.principal, (std::vector<double>{100, 100, 100}));
    EXPECT_EQ(sum(paid.interest), 0);
}

}  // namespace
}  // namespace gaiku::loan_test
