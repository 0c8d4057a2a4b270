#include <gtest/gtest.h>

#include <cmath>

#include "assess/finance/account.h"

namespace gaiku {
namespace {

void expect_row(const Account& account, Row row, const std::vector<double>& expected) {
    ASSERT_EQ(account[row].size(), expected.size()) << name_of(row);
    for (std::size_t year = 0; year < expected.size(); ++year)
        EXPECT_NEAR(account[row][year], expected[year], 1e-9) << name_of(row) << " of year " << year;
}

/// Households' photovoltaics that a feed-in tariff would pay and a subsidy would cover, were they the operator's, and
/// 20 kWh of batteries that they lend. What generation is worth rises by 10 % a year.
FinanceInput households() {
    FinanceInput input;
    input.terms.period_years = 3;
    input.terms.discount_rate = 0;
    input.terms.funding = FundingMode::fit_and_subsidy;
    input.terms.subsidy_rate = 0.5;
    input.terms.residual = ResidualValue::remaining_life;
    input.terms.value_of_own_generation_yen_per_kwh = 8;
    input.terms.escalation_value = 0.1;
    input.terms.third_party_generation_yen_per_kwh = 5;
    input.terms.third_party_lending_yen_per_kwh_year = 3;
    FinanceAsset roofs{.id = "roofs", .third_party = true, .capital_yen = 900, .upkeep_yen_per_year = 10};
    roofs.replacement_yen = 500;
    roofs.replaced_in_years = {2};
    roofs.life_years = 2;
    roofs.generation_kwh_per_year = 100;
    roofs.degradation = 0.1;
    roofs.support = Support::fit;
    roofs.support_yen_per_kwh = 40;
    roofs.support_years = 2;
    FinanceAsset lent{.id = "home_batteries", .third_party = true};
    lent.lent_kwh = 20;
    input.assets = {roofs, lent};
    return input;
}

// By hand. Generation: 100, 90, 81 kWh. The operator is spared 8 x 1.1, 1.21, 1.331 yen for each and pays 5 x the same;
// the storage costs 60 x the same. It has none of the feed-in tariff and none of the residual value.
TEST(ThirdParties, TheOperatorPaysForEnergyAndForStorageAndOwnsNothing) {
    const Account account = settle(households(), Party::the_operator);
    expect_row(account, Row::generation, {0, 880, 871.2, 862.488});
    expect_row(account, Row::transfer, {0, -616, -617.1, -618.915});
    expect_row(account, Row::support, {0, 0, 0, 0});
    expect_row(account, Row::subsidy, {0, 0, 0, 0});
    expect_row(account, Row::capital, {0, 0, 0, 0});
    expect_row(account, Row::residual, {0, 0, 0, 0});
    expect_row(account, Row::net, {0, 264, 254.1, 243.573});
}

// The other side by hand: 900 now, 10 of upkeep, 500 in year 2, and half of these 500 are left at the end.
TEST(ThirdParties, TheirAccountHasTheirEquipmentAndWhatTheyArePaid) {
    const Account account = settle(households(), Party::third_party);
    expect_row(account, Row::transfer, {0, 616, 617.1, 618.915});
    expect_row(account, Row::upkeep, {0, -10, -10, -10});
    expect_row(account, Row::capital, {-900, 0, 0, 0});
    expect_row(account, Row::subsidy, {0, 0, 0, 0});
    expect_row(account, Row::replacement, {0, 0, -500, 0});
    expect_row(account, Row::residual, {0, 0, 0, 250});
    expect_row(account, Row::net, {-900, 606, 107.1, 858.915});
    expect_row(account, Row::energy, {0, 100, 90, 81});
}

// What passes between the two is no money of the district: together they have what generation is worth less what their
// equipment costs, whatever they agreed on.
TEST(ThirdParties, TogetherTheyHaveTheSameWhateverTheyAgreedOn) {
    for (const double price : {0.0, 5.0, 50.0}) {
        FinanceInput input = households();
        input.terms.third_party_generation_yen_per_kwh = price;
        input.terms.third_party_lending_yen_per_kwh_year = price;
        const Account ours = settle(input, Party::the_operator);
        const Account theirs = settle(input, Party::third_party);
        const std::vector<double> both{-900, 870, 361.2, 1102.488};
        for (std::size_t year = 0; year < both.size(); ++year)
            EXPECT_NEAR(ours[Row::net][year] + theirs[Row::net][year], both[year], 1e-9) << price << " yen";
    }
}

// Gas beside electricity: each rises by its own rate, demand by 2 % from the second year on, and a draw of the energy
// price holds for its year alone, standing charges included.
TEST(NetworkPurchases, OfEachCarrierRiseByTheirOwnRate) {
    FinanceInput input;
    input.terms.period_years = 2;
    input.terms.demand_growth = 0.02;
    FinanceStream gas{.id = "gas", .kind = FinanceStream::Kind::purchases, .carrier = "gas", .yen_per_year = -1000};
    gas.escalation = 0.03;
    gas.follows_demand = true;
    FinanceStream power{.id = "grid", .kind = FinanceStream::Kind::purchases, .yen_per_year = -500};
    power.escalation = 0;
    power.follows_demand = true;
    FinanceStream standing{.id = "standing", .kind = FinanceStream::Kind::purchases, .yen_per_year = -70};
    standing.escalation = 0;
    input.streams = {gas, power, standing};
    expect_row(settle(input, Party::the_operator), Row::purchases,
               {0, -(1000 * 1.03 + 500 + 70), -(1000 * 1.0609 * 1.02 + 500 * 1.02 + 70)});
    input.by_year.energy_price = {1, 1.5};
    expect_row(settle(input, Party::the_operator), Row::purchases,
               {0, -1600, -1.5 * (1000 * 1.0609 * 1.02 + 500 * 1.02 + 70)});
}

}  // namespace
}  // namespace gaiku
