#include "assess/finance/account.h"

#include <gmock/gmock.h>

#include <cmath>
#include <random>

#include "assess/finance/plant_for_tests.h"
#include "assess/finance/returns.h"

namespace gaiku {
namespace {

using testing::ElementsAre;

// Without loan, taxes and rising prices the account is the cash flow of document 002, whatever the numbers are.
TEST(Account, IsTheCashFlowWhereNothingIsAdded) {
    constexpr unsigned seed = 20240607;
    std::mt19937 random(seed);
    SCOPED_TRACE(testing::Message() << "seed " << seed);
    const auto number = [&](double most) { return std::uniform_real_distribution<>(0, most)(random); };
    for (int round = 0; round < 200; ++round) {
        CashFlowTerms terms{.period_years = 5 + static_cast<int>(number(30)), .demand_kwh_per_year = number(1e7)};
        terms.margin_yen_per_kwh = number(10) - 2;
        terms.value_of_own_generation_yen_per_kwh = number(20);
        terms.subsidy_rate = number(1);
        terms.subsidy_covers_replacement = number(1) > 0.5;
        terms.discount_rate = number(0.1);
        FinanceInput input;
        std::vector<CashFlowItem> items;
        for (int i = 0; i < 4; ++i) {
            CashFlowItem item{number(1e9), number(1e7), number(1) > 0.3, {}, number(1e9), 0, {}, 0};
            if (number(1) > 0.5) item.replaced_in_years = {1 + static_cast<int>(number(4))};
            if (number(1) > 0.5) item.generation_kwh_per_year = number(1e6);
            if (number(1) > 0.5) item.fit_yen_per_kwh = number(40), item.fit_years = static_cast<int>(number(25));
            FinanceAsset asset = plant(item.capital_yen, item.upkeep_yen_per_year);
            asset.replacement_yen = item.replacement_yen;
            asset.replaced_in_years = item.replaced_in_years;
            asset.subsidised = item.subsidised;
            asset.generation_kwh_per_year = item.generation_kwh_per_year;
            if (item.fit_yen_per_kwh) {
                asset.support = Support::fit;
                asset.support_yen_per_kwh = *item.fit_yen_per_kwh;
                asset.support_years = item.fit_years;
            }
            items.push_back(item);
            input.assets.push_back(asset);
        }
        input.terms.period_years = terms.period_years;
        input.terms.discount_rate = terms.discount_rate;
        input.terms.demand_kwh_per_year = terms.demand_kwh_per_year;
        input.terms.margin_yen_per_kwh = terms.margin_yen_per_kwh;
        input.terms.value_of_own_generation_yen_per_kwh = terms.value_of_own_generation_yen_per_kwh;
        input.terms.subsidy_rate = terms.subsidy_rate;
        input.terms.subsidy_covers_replacement = terms.subsidy_covers_replacement;
        for (const auto mode : {FundingMode::no_subsidy, FundingMode::subsidy, FundingMode::fit_and_subsidy}) {
            input.terms.funding = mode;
            const CashFlow expected = cash_flow(items, terms, mode);
            const Account account = settle(input, Party::the_operator);
            for (std::size_t year = 0; year < expected.yearly_yen.size(); ++year)
                ASSERT_NEAR(account[Row::net][year], expected.yearly_yen[year], 1e-5) << "year " << year;  // of 1e9
        }
    }
}

// Worked by hand: 1,700 of plant over 17 years at exact rates, 300 a year, 30 % tax, no loan.
TEST(Account, TaxIsOnWhatIsLeftAfterDepreciation) {
    FinanceInput input;
    input.terms.period_years = 3;
    input.terms.subsidy_rate = 0;
    input.terms.tax.rate = 0.3;
    input.terms.depreciation.statutory_rates = false;
    input.assets = {plant(1'700)};
    input.assets[0].tax_life_years = 17;
    input.streams = {{.id = "users", .yen_per_year = 300}};
    const Account account = settle(input, Party::the_operator);
    EXPECT_THAT(account[Row::taxable], ElementsAre(0, 200, 200, 200));
    EXPECT_THAT(account[Row::net], ElementsAre(-1'700, 240, 240, 240));
}

TEST(Account, CompressionLowersTheBasisInsteadOfTaxingTheSubsidy) {
    FinanceInput input;
    input.terms.period_years = 2;
    input.terms.subsidy_rate = 0.5;
    input.terms.tax = {.rate = 0.4, .losses = Losses::other_profit};
    input.terms.depreciation.statutory_rates = false;
    input.assets = {plant(1'000)};
    input.assets[0].tax_life_years = 2;
    const Account with = settle(input, Party::the_operator);
    EXPECT_THAT(with[Row::depreciation], ElementsAre(0, -250, -250));
    EXPECT_THAT(with[Row::net], ElementsAre(-500, 100, 100));
    input.terms.compression = false;
    const Account without = settle(input, Party::the_operator);
    EXPECT_THAT(without[Row::depreciation], ElementsAre(0, -500, -500));
    EXPECT_THAT(without[Row::net], ElementsAre(-700, 200, 200)) << "the subsidy is taxed when it comes";
}

TEST(Account, FixedAssetTaxFallsWithAgeAndBeginsAnewWithAReplacement) {
    FinanceInput input;
    input.terms.period_years = 4;
    input.terms.subsidy_rate = 0.5;
    input.terms.property_tax.rate = 0.014;
    input.assets = {plant(1'000'000)};
    input.assets[0].tax_life_years = 6;
    input.assets[0].replaced_in_years = {2};
    const double first = 0.014 * 1'000'000 * (1 - 0.319 / 2);
    const double second = first * (1 - 0.319);
    const auto tax = settle(input, Party::the_operator)[Row::property_tax];
    EXPECT_THAT(tax, testing::Pointwise(testing::DoubleNear(1e-9), {0.0, -first, -second, -first, -second}))
        << "on the price before the subsidy";
}

TEST(Account, WhatTheReplacedPlantStillIsInTheBooksIsWrittenOff) {
    FinanceInput input;
    input.terms.period_years = 4;
    input.terms.subsidy_rate = 0;
    input.terms.tax = {.rate = 0.5, .losses = Losses::other_profit};
    input.terms.depreciation.statutory_rates = false;
    input.terms.residual = ResidualValue::remaining_life;
    input.assets = {plant(400)};
    input.assets[0].tax_life_years = 4;
    input.assets[0].life_years = 3;
    input.assets[0].replaced_in_years = {3};
    const Account account = settle(input, Party::the_operator);
    EXPECT_THAT(account[Row::depreciation], ElementsAre(0, -100, -100, -100, -100));
    EXPECT_THAT(account[Row::disposal], testing::Pointwise(testing::DoubleNear(1e-9), {0.0, 0.0, 0.0, -100.0, -300.0}));
    EXPECT_NEAR(account[Row::residual][4], 400 * (1 - 1.0 / 3), 1e-9) << "one of three years is used up";
    EXPECT_NEAR(account[Row::taxable][4], -100 - 300 + 400 * 2.0 / 3, 1e-9) << "sold below its book value";
}

TEST(Account, WhatPassesBetweenOperatorAndThirdPartyAddsUpToNothing) {
    FinanceInput input;
    input.terms.period_years = 10;
    input.terms.inflation = 0.01;
    input.terms.value_of_own_generation_yen_per_kwh = 7.2;
    input.terms.third_party_generation_yen_per_kwh = 6;
    input.terms.third_party_lending_yen_per_kwh_year = 1'000;
    FinanceAsset roofs = plant(5e6, 1e5);
    roofs.third_party = true;
    roofs.generation_kwh_per_year = 300'000;
    roofs.degradation = 0.005;
    FinanceAsset vehicles = plant(0);
    vehicles.third_party = true;
    vehicles.lent_kwh = 15;
    input.assets = {roofs, vehicles};
    const Account ours = settle(input, Party::the_operator);
    const Account theirs = settle(input, Party::third_party);
    for (std::size_t year = 0; year <= 10; ++year)
        EXPECT_EQ(ours[Row::transfer][year] + theirs[Row::transfer][year], 0) << year;
    EXPECT_NEAR(theirs[Row::transfer][1], (300'000 * 6 + 15'000) * 1.01, 1e-6);
    EXPECT_EQ(ours[Row::capital][0], 0);
    EXPECT_EQ(theirs[Row::capital][0], -5e6);
    EXPECT_NEAR(ours[Row::net][1], (300'000 * 1.2 - 15'000) * 1.01, 1e-6) << "the operator keeps the difference";
}

TEST(Account, RealAndNominalHaveTheSamePresentValue) {
    FinanceInput nominal;
    nominal.terms.period_years = 20;
    nominal.terms.inflation = 0.02;
    nominal.terms.discount_rate = 1.03 * 1.02 - 1;
    nominal.terms.subsidy_rate = 0;
    nominal.terms.loan = {.share = 0.6, .interest = 0.025, .years = 15};
    nominal.terms.tax.rate = 0.3;
    nominal.assets = {plant(1e8, 2e6)};
    nominal.assets[0].tax_life_years = 15;
    nominal.streams = {{.id = "users", .yen_per_year = 1.2e7, .escalation = 1.01 * 1.02 - 1}};
    FinanceInput real = nominal;
    real.terms.real = true;
    real.terms.discount_rate = 0.03;
    real.streams[0].escalation = 0.01;
    const Account a = settle(nominal, Party::the_operator);
    const Account b = settle(real, Party::the_operator);
    EXPECT_NEAR(net_present_value(a[Row::net], nominal.terms.discount_rate),
                net_present_value(b[Row::net], real.terms.discount_rate), 1e-3);  // of 1e8
    EXPECT_NEAR(b[Row::sales][20], 1.2e7 * std::pow(1.01, 20), 1e-4) << "told in the money of year 0";
    EXPECT_LT(-b[Row::principal][15], -a[Row::principal][15]) << "a loan is paid back in money that is worth less";
}

TEST(Account, AFipPremiumIsCountedFromTheReferencePrice) {
    FinanceInput input;
    input.terms.period_years = 3;
    input.terms.funding = FundingMode::fit_and_subsidy;
    input.terms.value_of_own_generation_yen_per_kwh = 8;
    input.terms.fip = {.capture_yen_per_kwh = 9, .reference_yen_per_kwh = 9.6, .balancing_yen_per_kwh = 0.5};
    input.assets = {plant(0)};
    input.assets[0].generation_kwh_per_year = 100;
    input.assets[0].support = Support::fip;
    input.assets[0].support_yen_per_kwh = 12;
    input.assets[0].support_years = 2;
    const Account account = settle(input, Party::the_operator);
    EXPECT_NEAR(account[Row::support][1], 100 * (9 - 0.5 + 12 - 9.6), 1e-9);
    EXPECT_NEAR(account[Row::net][3], 100 * 8, 1e-9) << "afterwards as without support";
    input.assets[0].support_yen_per_kwh = 9;
    EXPECT_NEAR(settle(input, Party::the_operator)[Row::support][1], 100 * 8.5, 1e-9) << "a premium is never below 0";
}

TEST(Account, ALoanLongerThanThePeriodIsPaidBackAtItsEnd) {
    FinanceInput input;
    input.terms.period_years = 5;
    input.terms.subsidy_rate = 0;
    input.terms.loan = {.share = 1, .interest = 0.02, .years = 10, .repayment = Repayment::annual_principal};
    input.assets = {plant(1'000)};
    const Account account = settle(input, Party::the_operator);
    EXPECT_NEAR(account[Row::principal][5], -600, 1e-9);
    EXPECT_EQ(account[Row::debt][5], 0);
}

TEST(LevelisedCost, IsCostOverEnergyAndItsPartsAddUp) {
    FinanceInput input;
    input.terms.period_years = 20;
    input.terms.discount_rate = 0.04;
    input.terms.subsidy_rate = 0;
    input.assets = {plant(1e8, 2e6)};
    input.assets[0].generation_kwh_per_year = 1e6;
    const auto cost = levelised_cost(settle(input, Party::the_operator), 0.04);
    ASSERT_TRUE(cost);
    const double annuity = 0.04 / (1 - std::pow(1.04, -20));  // capital recovery factor
    EXPECT_NEAR(cost->yen_per_kwh, (1e8 * annuity + 2e6) / 1e6, 1e-9);
    ASSERT_EQ(cost->parts.size(), 2u);
    EXPECT_NEAR(cost->parts[0].yen_per_kwh, 1e8 * annuity / 1e6, 1e-9);
    EXPECT_FALSE(levelised_cost(settle(FinanceInput{}, Party::the_operator), 0.04)) << "no energy";
}

// By hand, at a discount rate of 0: own 100 kWh cost 1,000 of plant over two years, a third party's 50 kWh are bought
// at 8 and 10 kWh of storage lent at 5: (1,000 + 2 x (400 + 50)) / (2 x 150) = 6.3333 yen/kWh. Over own kWh alone it
// would be 9.5.
TEST(LevelisedCost, IsOfTheKilowattHoursThatWerePaidFor) {
    FinanceInput input;
    input.terms.period_years = 2;
    input.terms.discount_rate = 0;
    input.terms.subsidy_rate = 0;
    input.terms.third_party_generation_yen_per_kwh = 8;
    input.terms.third_party_lending_yen_per_kwh_year = 5;
    FinanceAsset roofs = plant(3'000, 70);  // its owner's money, not the operator's
    roofs.third_party = true;
    roofs.generation_kwh_per_year = 50;
    FinanceAsset vehicles = plant(0);
    vehicles.third_party = true;
    vehicles.lent_kwh = 10;
    input.assets = {plant(1'000), roofs, vehicles};
    input.assets[0].generation_kwh_per_year = 100;
    const auto cost = levelised_cost(settle(input, Party::the_operator), 0);
    ASSERT_TRUE(cost);
    EXPECT_NEAR(cost->present_kwh, 300, 1e-9);
    EXPECT_NEAR(cost->yen_per_kwh, 1'900.0 / 300, 1e-12);

    // A network: 200 kWh served, growing by half, 40 kWh exported; what was bought for both is 2,000 and 3,000 yen.
    input.terms.demand_growth = 0.5;
    input.served_kwh_per_year = 200;
    input.exported_kwh_per_year = 40;
    input.streams = {
        {.id = "grid", .kind = FinanceStream::Kind::purchases, .yen_per_year = -2'000, .follows_demand = true}};
    const auto network = levelised_cost(settle(input, Party::the_operator), 0);
    ASSERT_TRUE(network);
    EXPECT_NEAR(network->present_kwh, 240 + 340, 1e-9);
    EXPECT_NEAR(network->yen_per_kwh, (1'900.0 + 5'000) / 580, 1e-12);
}

/// A network that needs 1,000 kWh a year at 20 yen, of which a plant of its own gives 400.
FinanceInput network() {
    FinanceInput input;
    input.terms.period_years = 5;
    input.terms.inflation = 0.02;
    input.served_kwh_per_year = 1'000;
    FinanceAsset pv;
    pv.id = "pv";
    pv.generation_kwh_per_year = 400;
    input.assets = {pv};
    FinanceStream need{.id = "grid", .kind = FinanceStream::Kind::purchases, .yen_per_year = -20'000};
    need.escalation = 0;
    need.follows_demand = true;
    FinanceStream spared = need;
    spared.yen_per_year = 8'000;
    spared.follows_demand = false;
    spared.generator = "pv";
    spared.generated_kwh_per_year = 400;
    input.streams = {need, spared};
    return input;
}

// A district that grows buys all it takes more: its roofs do not grow, and give less every year.
TEST(NetworkAccount, OwnGenerationDoesNotGrowWithDemandAndWearsOut) {
    FinanceInput input = network();
    input.terms.demand_growth = 0.1;
    input.assets[0].degradation = 0.05;
    const Account account = settle(input, Party::the_operator);
    EXPECT_NEAR(account[Row::purchases][1], -20.0 * (1'000 - 400), 1e-9);
    EXPECT_NEAR(account[Row::purchases][2], -20.0 * (1'100 - 400 * 0.95), 1e-9);
    EXPECT_NEAR(account[Row::purchases][5], -20.0 * (1'000 * std::pow(1.1, 4) - 400 * std::pow(0.95, 4)), 1e-9);
    input.by_year.generation = {1, 1, 0.5, 1, 1};
    EXPECT_NEAR(settle(input, Party::the_operator)[Row::purchases][3], -20.0 * (1'000 * 1.21 - 0.5 * 400 * 0.95 * 0.95),
                1e-9);
}

// Where demand falls below what the roofs give, nobody pays for the rest.
TEST(NetworkAccount, NothingIsEarnedByBuyingLessThanNothing) {
    FinanceInput input = network();
    input.terms.demand_growth = -0.5;
    const Account account = settle(input, Party::the_operator);
    EXPECT_NEAR(account[Row::purchases][2], -20.0 * (500 - 400), 1e-9);
    EXPECT_EQ(account[Row::purchases][3], 0);
}

// 350 kWh sold for two years at a base price of 11 yen, with a market of 8, a reference of 9 and 1 yen for balancing;
// then on the market, which rises with inflation.
TEST(NetworkAccount, SellsByFeedInPriceOrPremiumAndThenOnTheMarket) {
    FinanceInput input = network();
    input.terms.fip = {8, 9, 1};
    FinanceStream sale{.id = "pv", .yen_per_year = 350 * 9.0};
    sale.years = 2;
    sale.support = Support::fip;
    sale.support_yen_per_kwh = 11;
    sale.kwh_per_year = 350;
    sale.yen_per_year_afterwards = 350 * 7.0;
    sale.generator = "pv";
    sale.generated_kwh_per_year = 400;
    input.assets[0].degradation = 0.1;
    input.streams.push_back(sale);
    const Account fip = settle(input, Party::the_operator);
    const auto market = [](int year) { return std::pow(1.02, year); };
    EXPECT_NEAR(fip[Row::sales][1], 350 * (7 * market(1) + 11 - 9 * market(1)), 1e-9);
    EXPECT_NEAR(fip[Row::sales][2], 350 * 0.9 * (7 * market(2) + 11 - 9 * market(2)), 1e-9);
    EXPECT_NEAR(fip[Row::sales][3], 350 * 0.81 * 7 * market(3), 1e-9);
    EXPECT_NEAR(fip[Row::energy][3], 1'000 + 350 * 0.81, 1e-9) << "users' and what is sold";
    input.streams.back().support = Support::fit;
    input.terms.real = true;
    const Account fit = settle(input, Party::the_operator);
    EXPECT_NEAR(fit[Row::sales][2], 350 * 0.9 * 9 / market(2), 1e-9) << "a feed-in price stays while money loses worth";
}

}  // namespace
}  // namespace gaiku
