#include "assess/finance/cash_flow.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

namespace gaiku {
namespace {

/// A microgrid like case 3 of document 002: photovoltaics and a main source with feed-in prices, a battery bought
/// twice, a control system. Round numbers, so that sums can be followed.
struct Microgrid {
    double pv_capital = 800e6, pv_kwh = 3e6, pv_fit = 12.1;
    double main_capital = 1000e6, main_kwh = 2.7e6, main_fit = 18.7;
    double battery = 900e6, system = 100e6;
    double upkeep = 10e6 + 60e6 + 10e6;
    CashFlowTerms terms;
    std::vector<CashFlowItem> items;

    Microgrid() {
        terms.period_years = 25;
        terms.demand_kwh_per_year = 7.2e6;
        terms.margin_yen_per_kwh = 5.2;
        terms.value_of_own_generation_yen_per_kwh = 7.2;
        terms.subsidy_rate = 2.0 / 3;
        items = {{pv_capital, 10e6, true, {}, 0, pv_kwh, pv_fit, 20},
                 {main_capital, 60e6, true, {}, 0, main_kwh, main_fit, 20},
                 {battery, 0, true, {13}, battery, 0, {}, 0},
                 {system, 10e6, true, {}, 0, 0, {}, 0}};
    }

    /// n of methods, section 2: what a year leaves.
    [[nodiscard]] double net() const {
        return terms.demand_kwh_per_year * terms.margin_yen_per_kwh +
               (pv_kwh + main_kwh) * terms.value_of_own_generation_yen_per_kwh - upkeep;
    }
    [[nodiscard]] double at_the_end(FundingMode mode) const {
        return cash_flow(items, terms, mode).cumulative_yen.back();
    }
};

constexpr double yen = 1e-3;  // sums of 1e10 yen, so the last bits are worth about a millionth

// The closed sums of document 002 are what its readers add up by hand; the series is what they draw.
TEST(CashFlow, WithoutSubsidyEndsAtTheClosedSum) {
    const Microgrid m;
    const double capital = m.pv_capital + m.main_capital + m.battery + m.system;
    EXPECT_NEAR(m.at_the_end(FundingMode::no_subsidy), -(capital + m.battery) + 25 * m.net(), yen);
}

TEST(CashFlow, WithSubsidyEndsAtTheClosedSum) {
    const Microgrid m;
    const double capital = m.pv_capital + m.main_capital + m.battery + m.system;
    EXPECT_NEAR(m.at_the_end(FundingMode::subsidy), -(capital + m.battery) / 3 + 25 * m.net(), yen);
}

TEST(CashFlow, WithFeedInTariffAndSubsidyEndsAtTheClosedSum) {
    const Microgrid m;
    const double fit = 20 * (m.pv_kwh * (m.pv_fit - 7.2) + m.main_kwh * (m.main_fit - 7.2));
    const double expected = -(m.pv_capital + m.main_capital) - (2 * m.battery + m.system) / 3 + 25 * m.net() + fit;
    EXPECT_NEAR(m.at_the_end(FundingMode::fit_and_subsidy), expected, yen);
}

TEST(CashFlow, EachPaymentFallsInItsYear) {
    const Microgrid m;
    const CashFlow flow = cash_flow(m.items, m.terms, FundingMode::fit_and_subsidy);
    ASSERT_EQ(flow.yearly_yen.size(), 26u);
    EXPECT_NEAR(flow.yearly_yen[0], -(m.pv_capital + m.main_capital) - (m.battery + m.system) / 3, yen);
    EXPECT_NEAR(flow.yearly_yen[12] - flow.yearly_yen[13], m.battery / 3, yen)
        << "the battery is bought again in year 13";
    EXPECT_NEAR(flow.yearly_yen[20] - flow.yearly_yen[21], m.pv_kwh * 4.9 + m.main_kwh * 11.5, yen)
        << "20 years of tariff";
    EXPECT_NEAR(flow.yearly_yen[25], m.net(), yen);
    double sum = 0;
    for (std::size_t year = 0; year < 26; ++year) EXPECT_EQ(flow.cumulative_yen[year], sum += flow.yearly_yen[year]);
}

TEST(CashFlow, AGeneratorWithoutFeedInPriceKeepsItsSubsidy) {
    Microgrid m;
    for (auto& item : m.items) item.fit_yen_per_kwh.reset();
    EXPECT_EQ(m.at_the_end(FundingMode::fit_and_subsidy), m.at_the_end(FundingMode::subsidy));
}

TEST(CashFlow, ATariffLongerThanThePeriodEndsWithThePeriod) {
    Microgrid m;
    m.items = {{100, 0, true, {}, 1, 10, 20.0, 40}};
    m.terms = {.period_years = 5, .value_of_own_generation_yen_per_kwh = 7};
    EXPECT_DOUBLE_EQ(m.at_the_end(FundingMode::fit_and_subsidy), -100 + 5 * 200);
}

TEST(CashFlow, ReplacementsFollowTheirPriceTheirYearsAndTheSubsidysTerms) {
    Microgrid m;
    m.items = {{900, 0, true, {2, 4}, 450, 0, {}, 0}};
    m.terms = {.period_years = 5, .subsidy_rate = 2.0 / 3};
    const auto yearly = [&](FundingMode mode) { return cash_flow(m.items, m.terms, mode).yearly_yen; };
    EXPECT_THAT(yearly(FundingMode::no_subsidy), testing::ElementsAre(-900, 0, -450, 0, -450, 0));
    EXPECT_THAT(yearly(FundingMode::subsidy),
                testing::Pointwise(testing::DoubleNear(1e-9), {-300.0, 0.0, -150.0, 0.0, -150.0, 0.0}));
    m.terms.subsidy_covers_replacement = false;
    EXPECT_THAT(yearly(FundingMode::subsidy),
                testing::Pointwise(testing::DoubleNear(1e-9), {-300.0, 0.0, -450.0, 0.0, -450.0, 0.0}));
    m.items[0].subsidised = false;
    EXPECT_THAT(yearly(FundingMode::subsidy), testing::ElementsAre(-900, 0, -450, 0, -450, 0));
}

TEST(NetPresentValue, IsTheDiscountedSum) {
    // By hand: -100 + 60/1.1 + 60/1.21 = 500/121 - ... = 4.132231...
    EXPECT_NEAR(net_present_value({-100, 60, 60}, 0.1), -100 + 60 / 1.1 + 60 / 1.21, 1e-12);
    EXPECT_DOUBLE_EQ(net_present_value({-100, 60, 60}, 0), 20);
    EXPECT_EQ(net_present_value({}, 0.1), 0);
    // Documentation of numpy-financial 1.0, npv(0.08, [-40000, 5000, 8000, 12000, 30000]) = 3065.22267.
    EXPECT_NEAR(net_present_value({-40'000, 5'000, 8'000, 12'000, 30'000}, 0.08), 3065.22267, 1e-5);
}

// Documentation of numpy-financial 1.0, irr; it prints five digits.
TEST(InternalRateOfReturn, AgreesWithNumpyFinancial) {
    const auto one = [](const std::vector<double>& yearly) {
        const auto rates = internal_rates_of_return(yearly);
        return rates.size() == 1 ? rates[0] : -9;
    };
    EXPECT_NEAR(one({-100, 39, 59, 55, 20}), 0.28095, 5e-6);
    EXPECT_NEAR(one({-100, 0, 0, 74}), -0.0955, 5e-5);
    EXPECT_NEAR(one({-100, 100, 0, 7}), 0.06206, 5e-6);
}

TEST(InternalRateOfReturn, IsExactWhereItCanBeWorkedOutByHand) {
    const auto rates = internal_rates_of_return({-100, 60, 60});
    ASSERT_EQ(rates.size(), 1u);
    EXPECT_NEAR(rates[0], (60 + std::sqrt(27'600.0)) / 200 - 1, 1e-12) << "root of 100 x^2 - 60 x - 60";
    EXPECT_NEAR(internal_rates_of_return({-100, 50}).at(0), -0.5, 1e-12);
    EXPECT_NEAR(internal_rates_of_return({-100, 1000}).at(0), 9, 1e-10) << "900 % a year";
    EXPECT_TRUE(internal_rates_of_return({-100, 1200}).empty()) << "1100 % a year is not looked for";
}

// The search has to end at the rate for every size of flow, also where the curve is steep or hardly bends.
TEST(InternalRateOfReturn, IsTheRateAtWhichALoanIsPaidOff) {
    for (const double rate : {-0.5, -0.1, -1e-4, 1e-6, 0.01, 0.04, 0.2, 1.0, 5.0}) {
        for (const int years : {1, 2, 10, 25, 100}) {
            double factor = 0;
            for (int year = 1; year <= years; ++year) factor += std::pow(1 + rate, -year);
            std::vector<double> yearly(static_cast<std::size_t>(years) + 1, 1e9 / factor);
            yearly[0] = -1e9;
            const auto rates = internal_rates_of_return(yearly);
            ASSERT_EQ(rates.size(), 1u) << rate << " over " << years;
            EXPECT_NEAR(rates[0], rate, 1e-11) << years << " years";
        }
    }
}

TEST(InternalRateOfReturn, AllRatesOfAFlowThatTurnsTwiceAreFound) {
    // The oil pump of the textbooks: -1600, 10000, -10000 has 25 % and 400 %.
    const auto rates = internal_rates_of_return({-1600, 10'000, -10'000});
    ASSERT_EQ(rates.size(), 2u);
    EXPECT_NEAR(rates[0], 0.25, 1e-12);
    EXPECT_NEAR(rates[1], 4, 1e-11);
}

TEST(InternalRateOfReturn, DoesNotExistWhereNothingIsPaidBackOrNothingPaid) {
    EXPECT_TRUE(internal_rates_of_return({}).empty());
    EXPECT_TRUE(internal_rates_of_return({-100, -5}).empty());
    EXPECT_TRUE(internal_rates_of_return({0, 5}).empty());
    EXPECT_TRUE(internal_rates_of_return({100, -150, 100}).empty()) << "no real root";
}

TEST(CashFlow, SaysWhyThereIsNoSingleRateOfReturn) {
    const auto of = [](double capital, double again) {
        return cash_flow({{capital, 0, true, {2}, again, 10'000, {}, 0}},
                         {.period_years = 2, .value_of_own_generation_yen_per_kwh = 1}, FundingMode::no_subsidy);
    };
    const CashFlow many = of(1600, 20'000);  // -1600, 10000, -10000
    EXPECT_FALSE(many.irr);
    EXPECT_EQ(many.irr_note, "many");
    const CashFlow one = of(5000, 0);
    ASSERT_TRUE(one.irr);
    EXPECT_EQ(one.irr_note, "");
    EXPECT_NEAR(net_present_value(one.yearly_yen, *one.irr), 0, 1e-6);
    const CashFlow none = cash_flow({{0, 5, true, {}, 1, 0, {}, 0}}, {.period_years = 3}, FundingMode::no_subsidy);
    EXPECT_FALSE(none.irr);
    EXPECT_EQ(none.irr_note, "none");
}

TEST(Payback, IsWhenTheCumulatedFlowStaysAboveZero) {
    EXPECT_NEAR(payback_time({-100, 30, 30, 30, 30}).value(), 3 + 1.0 / 3, 1e-12);
    EXPECT_NEAR(payback_time({-100, 120, -60, 50, 10}).value(), 2.8, 1e-12) << "below zero again by a replacement";
    EXPECT_NEAR(payback_time({-100, 50, 50}).value(), 2, 1e-12);
    EXPECT_EQ(payback_time({5, 1}), 0.0) << "nothing was ever owed";
    EXPECT_EQ(payback_time({-100, 30, 30}), std::nullopt);
    EXPECT_EQ(payback_time({-100, 120, -60}), std::nullopt) << "paid back once and then no more";
    EXPECT_EQ(payback_time({}), std::nullopt);
}

TEST(Payback, DiscountedTakesLonger) {
    const CashFlow flow = cash_flow({{100, 0, true, {}, 1, 60, {}, 0}},
                                    {.period_years = 2, .value_of_own_generation_yen_per_kwh = 1, .discount_rate = 0.1},
                                    FundingMode::no_subsidy);
    EXPECT_NEAR(flow.payback_years.value(), 1 + 40.0 / 60, 1e-12);
    EXPECT_NEAR(flow.discounted_payback_years.value(), 1 + (100 - 60 / 1.1) / (60 / 1.21), 1e-12);
    EXPECT_NEAR(flow.npv_yen, -100 + 60 / 1.1 + 60 / 1.21, 1e-12);
}

}  // namespace
}  // namespace gaiku
