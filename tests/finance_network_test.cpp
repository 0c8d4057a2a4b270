#include <algorithm>
#include <cmath>
#include <map>

#include "assess/finance/variables.h"
#include "network_plan_for_tests.h"
#include "technology/cost_basis.h"

/// The money of network plans: what the finance of a district is built on has to be what the optimum counted.
namespace gaiku {
namespace {

double money_of(const NetworkPlan& plan, PlannedMoney::Kind kind, const std::string& id = "") {
    double yen = 0;
    for (const auto& money : plan.money) {
        if (money.kind == kind && (id.empty() || money.id == id)) yen += money.yen;
    }
    return yen;
}

// A network of every technology: capital at its annuity, upkeep, purchases, demand charges and sales add up to the
// cost.
TEST(NetworkMoney, AddsUpToTheCostOfTheOptimum) {
    using Kind = PlannedMoney::Kind;
    const Plan plan = plan_case("finance/network/district.yaml");
    const NetworkPlan& network = network_of(plan);
    const District& district = plan.file.eras.at(0).district;
    const CostBasis basis(district);
    double yearly = money_of(network, Kind::upkeep) + money_of(network, Kind::purchase) +
                    money_of(network, Kind::demand_charge) + money_of(network, Kind::standing_charge) -
                    money_of(network, Kind::sale);
    for (const auto& [id, asset] : district.assets()) {
        const double capital = money_of(network, Kind::capital, id);
        if (capital != 0) yearly += capital * basis.capital_weight(AssetInput(*asset, district));
    }
    const double years = network.hours / 8760;
    EXPECT_NEAR(yearly * years, network.cost - 1000 * network.unserved_kwh, 1e-6 * network.cost);
    EXPECT_NEAR(money_of(network, Kind::capital), network.capital, 1e-6 * network.capital);
    EXPECT_GT(money_of(network, Kind::sale), 0);
    EXPECT_GT(money_of(network, Kind::demand_charge), 0);
}

TEST(NetworkFinance, IsComparedWithItsBaseline) {
    const Plan plan = plan_case("finance/network/district.yaml");
    ASSERT_EQ(plan.scenarios.size(), 2u);
    for (const auto& scenario : plan.scenarios) ASSERT_TRUE(scenario.finance) << scenario.id;
    const FinancePlan& with = *plan.scenarios[0].finance;
    const FinancePlan& without = *plan.scenarios[1].finance;
    EXPECT_FALSE(without.baseline) << "it is the baseline";
    ASSERT_TRUE(with.baseline);
    for (std::size_t year = 0; year < with.baseline->yearly_yen.size(); ++year) {
        EXPECT_DOUBLE_EQ(with.baseline->yearly_yen[year],
                         with.the_operator[Row::net][year] - without.the_operator[Row::net][year]);
    }
    EXPECT_LT(with.the_operator[Row::purchases][1], 0);
    // Users pay for what they are served: at 24 yen a kWh of electricity and 12 of heat, cold and steam in all hours of
    // the year, of which 48 are planned.
    const std::map<std::string, double> price{
        {"electricity", 24}, {"hot_water", 12}, {"chilled_water", 12}, {"steam", 12}};
    double users = 0;
    for (const auto& flow : plan.scenarios[0].network->flows) {
        const auto found = price.find(flow.carrier);
        if (flow.to.starts_with("demand:") && found != price.end()) users += found->second * flow.kwh * 8760 / 48;
    }
    double streams = 0;
    for (const auto& stream : with.input.streams) streams += stream.id == "users" ? stream.yen_per_year : 0;
    EXPECT_GT(users, 1e8);
    EXPECT_NEAR(streams, users, 1e-6 * users);
    EXPECT_GE(with.the_operator[Row::sales][1], users);
    // Prices rise from the building on: the first year pays one rise, the second two.
    EXPECT_NEAR(without.the_operator[Row::purchases][2] / without.the_operator[Row::purchases][1], 1.02, 1e-3);
    ASSERT_EQ(with.answers.size(), 1u);
    ASSERT_TRUE(with.uncertainty);
    EXPECT_EQ(with.uncertainty->runs, 1000u);
}

// What passes between the operator and the owner of a lent battery is in both accounts.
TEST(NetworkFinance, PaysForStorageThatIsLent) {
    const Plan plan = plan_case("finance/third_party_store/district.yaml");
    ASSERT_EQ(plan.scenarios.size(), 1u);
    ASSERT_TRUE(plan.scenarios[0].finance);
    const FinancePlan& is = *plan.scenarios[0].finance;
    ASSERT_TRUE(is.third_party);
    constexpr double lent = 400 * 500, bought = 50 * 0.5 * 8760 * 10;
    EXPECT_NEAR(is.the_operator[Row::transfer][1], -(lent + bought), 1e-3);
    EXPECT_NEAR((*is.third_party)[Row::transfer][1], lent + bought, 1e-3);
}

// 60 + 30 of 100 kW are served: users pay for 90 kW, and the cost of 60 kW is of 90.
TEST(NetworkFinance, UsersPayForWhatTheyAreServed) {
    const Plan plan = plan_case("finance/unserved/district.yaml");
    ASSERT_EQ(plan.scenarios.size(), 1u);
    ASSERT_TRUE(plan.scenarios[0].finance);
    const FinancePlan& is = *plan.scenarios[0].finance;
    EXPECT_NEAR(is.the_operator[Row::sales][1], 90 * 24 * 8760, 1e-3);
    EXPECT_NEAR(is.the_operator[Row::purchases][1], -60 * 20 * 8760, 1e-3);
    EXPECT_NEAR(is.the_operator[Row::energy][1], 90 * 8760, 1e-6);
    const auto lcoe =
        std::find_if(is.figures.begin(), is.figures.end(), [](const Figure& figure) { return figure.id == "lcoe"; });
    ASSERT_NE(lcoe, is.figures.end());
    EXPECT_NEAR(lcoe->value.value_or(0), 60 * 20.0 / 90, 1e-9);
}

// What a district takes more has to be bought; its panels do not grow, and the standing charge does not either.
TEST(NetworkFinance, OwnGenerationAndStandingChargesDoNotGrowWithDemand) {
    const Plan plan = plan_case("finance/own_generation/district.yaml");
    ASSERT_EQ(plan.scenarios.size(), 1u);
    ASSERT_TRUE(plan.scenarios[0].finance);
    const Account& account = plan.scenarios[0].finance->the_operator;
    EXPECT_NEAR(account[Row::purchases][1], -(657'000.0 * 20 + 600'000), 1);
    EXPECT_NEAR(account[Row::purchases][2], -(755'550.0 * 20 + 600'000), 1);
    EXPECT_NEAR(account[Row::sales][2], 963'600.0 * 24, 1);
}

TEST(NetworkFinance, SellsWithAPremiumAndThenOnTheMarket) {
    const Plan plan = plan_case("finance/premium/district.yaml");
    ASSERT_EQ(plan.scenarios.size(), 1u);
    ASSERT_TRUE(plan.scenarios[0].finance);
    const Account& account = plan.scenarios[0].finance->the_operator;
    const double users = 87'600.0 * 24;
    const double market = std::pow(1.02, 6);
    EXPECT_NEAR(account[Row::sales][5], users * std::pow(1.02, 5) + 350'400 * (11 - 2 * std::pow(1.02, 5)), 1);
    EXPECT_NEAR(account[Row::sales][6], users * market + 350'400 * 7 * market, 1);
}

// The size that pays is found by planning the network anew with it.
TEST(NetworkFinance, FindsTheSizeThatPays) {
    const Plan plan = plan_case("finance/size/district.yaml");
    ASSERT_EQ(plan.scenarios.size(), 2u);
    EXPECT_NEAR(size_of(network_of(plan, 1), "pv"), 200, 1e-6);
    for (const auto& [scenario, expected] : {std::pair{0, 8.76 / 33.8}, std::pair{1, 8.76 / 135.2}}) {
        ASSERT_TRUE(plan.scenarios[static_cast<std::size_t>(scenario)].finance);
        const Answer& answer = plan.scenarios[static_cast<std::size_t>(scenario)].finance->answers.at(0);
        ASSERT_EQ(answer.found.changes.size(), 1u) << answer.statement.en;
        EXPECT_NEAR(answer.found.changes[0].x, expected, 2.1e-4) << "a ten-thousandth of what was looked at";
        EXPECT_EQ(answer.value, 1) << "it pays as it is";
        EXPECT_NE(answer.statement.en.find("planned anew"), std::string::npos) << answer.statement.en;
    }
}

// What energy costs is uncertain; what the connection costs is not.
TEST(NetworkFinance, StandingChargesDoNotMoveWithThePriceOfEnergy) {
    const Plan plan = plan_case("finance/own_generation/district.yaml");
    ASSERT_EQ(plan.scenarios.size(), 1u);
    const FinanceInput input = plan.scenarios[0].finance->input;
    const std::vector<double> twice(static_cast<std::size_t>(input.terms.period_years), 2.0);
    const Variable& price = variable("energy_price");
    FinanceInput once = input, yearly = input, of_one = input, of_another = input;
    set_variable(once, price, "", 2);
    set_by_year(yearly, price, "", twice);
    set_by_year(of_one, price, "electricity", twice);
    set_by_year(of_another, price, "gas", twice);
    for (const FinanceInput& changed : {once, yearly, of_one})
        EXPECT_NEAR(settle(changed, Party::the_operator)[Row::purchases][1], -(657'000.0 * 40 + 600'000), 1);
    EXPECT_NEAR(settle(of_another, Party::the_operator)[Row::purchases][1], -(657'000.0 * 20 + 600'000), 1);
    // Panels that give more than is taken do not pay the standing charge.
    FinanceInput plenty = input;
    set_variable(plenty, variable("generation"), "pv", 9);
    EXPECT_NEAR(settle(plenty, Party::the_operator)[Row::purchases][1], -600'000, 1);
}

}  // namespace
}  // namespace gaiku
