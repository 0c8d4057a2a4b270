#include <cmath>

#include "network_plan_for_tests.h"
#include "technology/cost_basis.h"

// A limit that a planner sets must hold, cost something, and be the same for whoever solves it.
namespace gaiku::network_limits_test {
namespace {

const NetworkPlan& scenario(const Plan& planned, const std::string& id) {
    for (std::size_t i = 0; i < planned.scenarios.size(); ++i) {
        if (planned.scenarios[i].id == id) return network_of(planned, i);
    }
    ADD_FAILURE() << "no scenario " << id;
    return network_of(planned, 0);
}

TEST(NetworkLimits, HoldAndCostTheSameByBothSolvers) {
    const Plan highs = plan_case("network/limits.yaml", "highs");
    const Plan piqp = plan_case("network/limits.yaml", "piqp");
    constexpr double years = 744.0 / 8760;
    constexpr double slack = 1 + 1e-6;  // of a row, as the solution check has it
    for (const Plan* planned : {&highs, &piqp}) {
        const double free = scenario(*planned, "free").cost;
        EXPECT_LT(scenario(*planned, "co2").co2_t.value(), 6000 * years * slack);
        EXPECT_LT(scenario(*planned, "primary_energy").primary_energy_gj.value(), 119'000 * years * slack);
        EXPECT_LT(scenario(*planned, "budget").capital, 7e8 * slack);
        EXPECT_GT(scenario(*planned, "self_supply").self_supply_ratio.value() * slack, 1.5);
        for (const char* id : {"co2", "primary_energy", "budget", "self_supply"})
            EXPECT_GT(scenario(*planned, id).cost, free * 1.0005) << id;
    }
    for (std::size_t i = 0; i < highs.scenarios.size(); ++i)
        EXPECT_NEAR(network_of(highs, i).cost / network_of(piqp, i).cost, 1, 1e-7) << highs.scenarios[i].id;
}

// The hospital's factor of 25 years: 8.3 % discount, 2.3 % escalation; 1 a year without either is worth 25.
TEST(CostBasis, FactorsAreThoseOfTables) {
    EXPECT_NEAR(capital_recovery_factor(0.10, 25), 0.110168, 1e-6);  // any table of capital recovery factors
    EXPECT_DOUBLE_EQ(capital_recovery_factor(0, 20), 0.05);
    EXPECT_DOUBLE_EQ(present_worth_factor(0.03, 0.03, 25), 25);
    double sum = 0;
    for (int year = 1; year <= 25; ++year) sum += std::pow(1.023 / 1.083, year);
    EXPECT_NEAR(present_worth_factor(0.023, 0.083, 25), sum, 1e-12);
}

}  // namespace
}  // namespace gaiku::network_limits_test
