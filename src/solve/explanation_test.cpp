#include "solve/explanation.h"

#include <gtest/gtest.h>

#include "solve/elastic.h"
#include "solve/endless.h"
#include "solve/highs/highs.h"
#include "solve/piqp/piqp.h"

namespace gaiku::solve {
namespace {

using namespace network;

FlowId flow(Network& n, const char* asset, Value cost = 0.0, Value upper = unlimited) {
    return n.add(Flow{.origin = {asset, "flow", ""}, .upper = upper, .cost = cost});
}

Infeasibility why_not(const Network& n) {
    const LinearProblem problem(n);
    const auto solver = make_highs(HighsMethod::automatic);
    EXPECT_NE(solve(n, problem, *solver, {}).result.status, Status::optimal);
    return explain_infeasible(n, problem, *solver, {});
}

// 8 kW against a 5 kW engine and a 1 kW connection: 2 kW for half an hour and 4 kW for an hour are missing.
TEST(Infeasible, NamesTheBalanceTheHourAndTheLimits) {
    Network n(Horizon({1, 0.5, 1}, {0, 1, 2}, 1));
    const CapacityId size = n.add(Capacity{.origin = {"engine", "capacity", "district.yaml:12"}, .upper = 5});
    const FlowId engine = n.add(Flow{.origin = {"engine", "output", ""}, .upper = 1.0, .upper_of = size});
    const FlowId grid = n.add(Flow{.origin = {"grid", "purchase", "contract"}, .upper = 1.0});
    n.add(Balance{
        .origin = {"site", "electricity", ""}, .terms = {{engine, 1}, {grid, 1}}, .value = n.add_series({4, 8, 10})});
    const Infeasibility why = why_not(n);
    ASSERT_EQ(why.status, Status::optimal);
    EXPECT_NEAR(why.missing, 0.5 * 2 + 4, 1e-6);
    constexpr double preference = 2e-3;  // places and hours differ by so much, so that the answer is one
    ASSERT_EQ(why.shortages.size(), 1u);
    const Shortage& shortage = why.shortages[0];
    EXPECT_EQ(shortage.kind, RowKind::balance);
    EXPECT_EQ(shortage.origin.quantity, "electricity");
    EXPECT_EQ(shortage.steps, 2);
    EXPECT_NEAR(shortage.missing, 5, 1e-6);
    EXPECT_EQ(shortage.worst_step, 2);
    EXPECT_NEAR(shortage.worst, 4, 1e-6);
    ASSERT_EQ(why.limits.size(), 3u) << "the engine's limit, its capacity, the connection";
    bool capacity = false, connection = false;
    for (const LimitAtFault& limit : why.limits) {
        EXPECT_TRUE(limit.upper);
        EXPECT_NEAR(limit.relief, 1.5, 1.5 * preference) << "a kW more serves an hour and a half";
        if (!limit.is_column) continue;
        EXPECT_NEAR(limit.alone.value_or(0), 4, 1e-6) << "of either, 4 kW more are enough";
        capacity = capacity || (limit.is_column && limit.origin.source == "district.yaml:12");
        connection = connection || (limit.is_column && limit.origin.source == "contract" && limit.steps == 2);
    }
    EXPECT_TRUE(capacity && connection);
}

TEST(Infeasible, HeatThatNothingTakesIsTooMuch) {
    Network n(Horizon::uniform(1, 1));
    const FlowId engine = flow(n, "engine", 1.0);
    n.add(Balance{.origin = {"site", "electricity", ""}, .terms = {{engine, 1}}, .value = 10.0});
    n.add(Balance{.origin = {"site", "heat", ""}, .terms = {{engine, 2}, {flow(n, "boiler"), 1}}, .value = 18.0});
    const Infeasibility why = why_not(n);
    ASSERT_EQ(why.shortages.size(), 1u);
    EXPECT_NEAR(why.missing, 1, 1e-6) << "a kWh less electricity rather than two kWh too much heat";
    EXPECT_EQ(why.shortages[0].origin.quantity, "electricity");
}

TEST(Infeasible, TotalAndContradictionAreTold) {
    Network n(Horizon::uniform(2, 1));
    const FlowId dirty = flow(n, "gas", 1.0);
    n.add(Balance{.origin = {"site", "heat", ""}, .terms = {{dirty, 1}}, .value = 5.0});
    n.add(Total{.origin = {"district", "CO2", "limits.co2"}, .terms = {{dirty, 0.5}}, .upper = 4});
    n.add(Capacity{.origin = {"pv", "capacity", ""}, .lower = 3, .upper = 2});
    const Infeasibility why = why_not(n);
    ASSERT_EQ(why.contradictions.size(), 1u);
    EXPECT_EQ(why.contradictions[0].origin.asset, "pv");
    EXPECT_NEAR(why.missing, 0, 1e-6) << "nobody goes short: it is the limit that cannot be kept";
    ASSERT_EQ(why.shortages.size(), 1u);
    EXPECT_EQ(why.shortages[0].kind, RowKind::total);
    EXPECT_NEAR(why.shortages[0].too_much, 1, 1e-6);
}

TEST(Infeasible, StoreThatCannotReachItsEndIsPhysics) {
    Network n(Horizon::uniform(2, 1));
    const FlowId charge = flow(n, "in", 1.0, 2.0);
    n.add(Store{.origin = {"battery", "level", ""}, .flows = {{charge, 1}}, .start_kwh = 0, .end_at_least_kwh = 7});
    const Infeasibility why = why_not(n);
    ASSERT_EQ(why.shortages.size(), 1u);
    EXPECT_EQ(why.shortages[0].kind, RowKind::store);
    EXPECT_NEAR(why.shortages[0].missing, 3, 1e-6);
}

// 10 kW through two limits one behind the other, 6 and 7: neither alone is enough.
TEST(Infeasible, LimitsBehindEachOtherGiveTogether) {
    Network n(Horizon::uniform(2, 1));
    const FlowId bought = flow(n, "grid", 1.0, 6.0), sent = flow(n, "line", 0.0, 7.0);
    n.add(Balance{.origin = {"north", "electricity", ""}, .terms = {{bought, 1}, {sent, -1}}});
    n.add(Balance{.origin = {"south", "electricity", ""}, .terms = {{sent, 1}}, .value = 10.0});
    const Infeasibility why = why_not(n);
    ASSERT_EQ(why.limits.size(), 2u);
    for (const LimitAtFault& limit : why.limits) {
        EXPECT_FALSE(limit.alone);
        EXPECT_NEAR(limit.together.value_or(0), 10 - limit.value, 1e-6) << limit.origin.asset;
    }
}

TEST(Unbounded, NamesWhatEarnsWithoutEnd) {
    Network n(Horizon::uniform(1, 1));
    const CapacityId size = n.add(Capacity{.origin = {"pv", "capacity", ""}, .cost = 2});
    const FlowId output = n.add(Flow{.origin = {"pv", "output", ""}, .upper = 1.0, .upper_of = size});
    const FlowId sold = flow(n, "grid", -5.0), other = flow(n, "boiler", 1.0);
    n.add(Balance{.origin = {"site", "electricity", ""}, .terms = {{output, 1}, {sold, -1}}});
    n.add(Balance{.origin = {"site", "heat", ""}, .terms = {{other, 1}}, .value = 3.0});
    const LinearProblem problem(n);
    for (const auto& solver : {make_highs(HighsMethod::automatic), make_piqp()}) {
        const auto why = explain_unbounded(problem, *solver, {});
        ASSERT_EQ(why.size(), 1u);
        EXPECT_EQ(why[0].origin.asset, "pv");
        EXPECT_NEAR(why[0].gain, 3, 1e-5);
    }
}

// PV at 5 saves 2 x 1: 3 too dear. The engine, limited to 4 kW, saves 2 x (9 - 4) - 6 = 4 a further kW.
struct TwoPlants {
    Network n{Horizon({1, 1}, {0, 1}, 1)};
    CapacityId pv = n.add(Capacity{.origin = {"pv", "capacity", ""}, .yearly_cost = 5});
    CapacityId engine = n.add(Capacity{.origin = {"engine", "capacity", ""}, .upper = 4, .yearly_cost = 6});
    FlowId sun = n.add(Flow{.origin = {"pv", "output", ""}, .upper = n.add_series({0, 2.0 / 9}), .upper_of = pv});
    FlowId output = n.add(Flow{.origin = {"engine", "output", ""}, .upper = 1.0, .upper_of = engine, .cost = 4.0});
    FlowId bought = n.add(Flow{.origin = {"grid", "purchase", ""}, .cost = 9.0});
    BalanceId site = n.add(Balance{.origin = {"site", "electricity", ""},
                                   .terms = {{sun, 1}, {output, 1}, {bought, 1}},
                                   .value = n.add_series({6, 7})});
};

TEST(Explanation, SaysWhyAndWhatTheNextKilowattIsWorth) {
    const TwoPlants plants;
    const LinearProblem problem(plants.n);
    for (const auto& solver : {make_highs(HighsMethod::automatic), make_piqp()}) {
        const Solution s = solve(plants.n, problem, *solver, {});
        ASSERT_TRUE(s.ok());
        const Explanation why = explain(plants.n, problem, s.result);
        EXPECT_EQ(why.capacities[0].binding, CapacityReason::Binding::unused);
        EXPECT_NEAR(why.capacities[0].reduced_cost, 3, 1e-5) << "a kW of PV must be 3 cheaper";
        EXPECT_EQ(why.capacities[1].binding, CapacityReason::Binding::upper);
        EXPECT_NEAR(why.capacities[1].reduced_cost, -4, 1e-5);
        ASSERT_EQ(why.prices.size(), 1u);
        EXPECT_NEAR(why.prices[0].mean, 9, 1e-5);
        ASSERT_EQ(why.prices[0].sources.size(), 1u);
        EXPECT_EQ(why.prices[0].sources[0].flow, plants.bought);
        EXPECT_NEAR(why.prices[0].sources[0].hours, 2, 1e-12);
        ASSERT_FALSE(why.binding.empty());
        EXPECT_EQ(why.binding[0].kind, RowKind::upper_limit);
    }
}

// Two sizes of 3 and 5 kW for 7 kW: both, or three of the small one; 2.33 of the small one is no answer.
TEST(Highs, TakesWholeNumbersAndPiqpRefusesThem) {
    const std::vector<std::int32_t> starts{0, 1, 2}, rows{0, 0};
    const std::vector<double> values{3, 5}, cost{4, 7}, lower{0, 0}, upper{9, 9}, row_lower{7}, row_upper{unlimited};
    const std::vector<std::uint8_t> whole{1, 1};
    const Problem problem{starts, rows, values, cost, lower, upper, row_lower, row_upper, whole, nullptr};
    const Result result = make_highs(HighsMethod::automatic)->solve(problem, {});
    EXPECT_EQ(result.status, Status::optimal);
    EXPECT_NEAR(result.objective, 11, 1e-9);
    EXPECT_EQ(make_piqp()->solve(problem, {}).status, Status::failed);
}

// Beyond the size that its order of elimination was seen to survive it declines, and the next solver is asked.
TEST(Piqp, DeclinesWhatIsTooLargeForIt) {
    constexpr std::int32_t rows = 260'000;  // x[i] + x[i + 1] >= 1
    std::vector<std::int32_t> starts{0}, indices;
    for (std::int32_t j = 0; j <= rows; ++j) {
        if (j > 0) indices.push_back(j - 1);
        if (j < rows) indices.push_back(j);
        starts.push_back(static_cast<std::int32_t>(indices.size()));
    }
    const std::vector<double> values(indices.size(), 1), cost(rows + 1, 1), lower(rows + 1, 0),
        upper(rows + 1, unlimited), row_lower(rows, 1), row_upper(rows, unlimited);
    const Problem problem{starts, indices, values, cost, lower, upper, row_lower, row_upper, {}, nullptr};
    const Result result = make_piqp()->solve(problem, {});
    EXPECT_EQ(result.status, Status::failed);
    EXPECT_NE(result.message.find("too large"), std::string::npos) << result.message;
}

TEST(Highs, UnboundedIsSaid) {
    const std::vector<std::int32_t> starts{0, 2, 4}, rows{0, 1, 0, 1};
    const std::vector<double> values{1, 1, -1, -2}, cost{-1, -1}, lower{0, 0}, upper{unlimited, unlimited},
        low{-unlimited, -unlimited}, high{1, 1};
    const Problem problem{starts, rows, values, cost, lower, upper, low, high, {}, nullptr};
    EXPECT_EQ(make_highs(HighsMethod::automatic)->solve(problem, {}).status, Status::unbounded);
    EXPECT_EQ(make_piqp()->solve(problem, {}).status, Status::unbounded);
}

}  // namespace
}  // namespace gaiku::solve
