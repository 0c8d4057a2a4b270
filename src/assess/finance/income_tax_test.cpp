#include "assess/finance/income_tax.h"

#include <gmock/gmock.h>

namespace gaiku {
namespace {

using testing::ElementsAre;

IncomeTax taxed(const std::vector<double>& income, const IncomeTaxTerms& terms) {
    IncomeTax result;
    income_tax(income, terms, result);
    return result;
}

TEST(IncomeTax, LossesAreSetAgainstLaterIncome) {
    const auto tax = taxed({-100, 60, 60, 60}, {.rate = 0.3});
    EXPECT_THAT(tax.loss_used, ElementsAre(0, 60, 40, 0));
    EXPECT_THAT(tax.tax, ElementsAre(0, 0, 0.3 * 20, 0.3 * 60));
}

TEST(IncomeTax, OnlyAShareOfAYearsIncomeMayBeTakenAway) {
    const auto tax = taxed({-100, 60, 60, 60}, {.rate = 0.3, .loss_share = 0.5});
    EXPECT_THAT(tax.loss_used, ElementsAre(0, 30, 30, 30));
    EXPECT_THAT(tax.tax, ElementsAre(0, 9, 9, 9));
}

TEST(IncomeTax, ALossIsForgottenAfterItsYears) {
    const auto tax = taxed({-100, 0, 0, 80}, {.rate = 0.3, .loss_years = 2});
    EXPECT_THAT(tax.loss_used, ElementsAre(0, 0, 0, 0));
    const auto kept = taxed({-100, 0, 0, 80}, {.rate = 0.3, .loss_years = 3});
    EXPECT_THAT(kept.loss_used, ElementsAre(0, 0, 0, 80));
}

TEST(IncomeTax, TheOldestLossGoesFirst) {
    // The loss of year 0 would be forgotten in year 3; that of year 1 is still there.
    const auto tax = taxed({-10, -20, 15, 100}, {.rate = 0.5, .loss_years = 2});
    EXPECT_THAT(tax.loss_used, ElementsAre(0, 0, 15, 15)) << "15 = 10 + 5 in year 2, the other 15 of year 1 in year 3";
}

TEST(IncomeTax, ACompanyWithOtherProfitHasALossAtOnce) {
    EXPECT_THAT(taxed({-100, 60}, {.rate = 0.3, .losses = Losses::other_profit}).tax, ElementsAre(-30, 18));
}

}  // namespace
}  // namespace gaiku
