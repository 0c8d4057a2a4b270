#include "solve/solution.h"

#include <gtest/gtest.h>

#include <cmath>

#include "solve/clean.h"
#include "solve/highs/highs.h"
#include "solve/piqp/piqp.h"
#include "solve/residuals.h"

// Networks small enough to be solved by hand, by every solver.
namespace gaiku::solve::solution_test {
namespace {

using namespace network;

struct Maker {
    const char* name;
    std::unique_ptr<Solver> (*make)();
};
void PrintTo(const Maker& maker, std::ostream* out) {
    *out << maker.name;
}

class BySolver : public testing::TestWithParam<Maker> {
protected:
    Solution run(const Network& network) {
        problem_ = std::make_unique<LinearProblem>(network);
        solution_ = solve(network, *problem_, *GetParam().make(), {});
        EXPECT_EQ(solution_.result.status, Status::optimal) << solution_.result.message;
        EXPECT_TRUE(solution_.check.passed()) << solution_.check.violated << " " << solution_.check.largest_excess;
        return solution_;
    }
    [[nodiscard]] Readout read() const { return {*problem_, solution_.result.x}; }
    [[nodiscard]] double dual(std::int32_t row) const {
        return solution_.result.row_dual[static_cast<std::size_t>(row)];
    }

    std::unique_ptr<LinearProblem> problem_;
    Solution solution_;
};

INSTANTIATE_TEST_SUITE_P(Solvers, BySolver,
                         testing::Values(Maker{"simplex", [] { return make_highs(HighsMethod::simplex); }},
                                         Maker{"ipx", [] { return make_highs(HighsMethod::ipx); }},
                                         Maker{"hipo", [] { return make_highs(HighsMethod::hipo); }},
                                         Maker{"piqp", [] { return make_piqp(); }}),
                         [](const auto& param) { return std::string(param.param.name); });

FlowId flow(Network& n, const char* asset, Value cost = 0.0, Value upper = unlimited) {
    return n.add(Flow{.origin = {asset, "flow", ""}, .upper = upper, .cost = cost});
}

// Cheap 6 kW at 10, the rest at 30: demand 4 costs 40 and is worth 10, demand 9 costs 150 and is worth 30.
TEST_P(BySolver, PriceOfABalanceIsTheCostOfItsNextKilowattHour) {
    Network n(Horizon({1, 0.5}, {0, 1}, 0));
    const FlowId cheap = flow(n, "cheap", 10.0, 6.0), dear = flow(n, "dear", 30.0);
    n.add(Balance{
        .origin = {"site", "electricity", ""}, .terms = {{cheap, 1}, {dear, 1}}, .value = n.add_series({4, 9})});
    const Solution s = run(n);
    EXPECT_NEAR(s.check.cost, 40 + 0.5 * 150, 1e-5);
    EXPECT_NEAR(dual(0), 10, 1e-5) << "positive: more demand costs more";
    EXPECT_NEAR(dual(1), 0.5 * 30, 1e-5) << "a kW for half an hour";
    EXPECT_NEAR(s.result.reduced_cost[2], 0.5 * (10 - 30), 1e-5) << "at its upper limit: the next kW saves 20 a kWh";
}

// Capacity costs 5 a kW; it is built as long as hours worth more than that: 3 hours of demand 2, 5, 8, energy
// otherwise 4. Built for the k-th hour from the top it saves 4 k: the 5th kW saves 8 > 5, the 6th 4 < 5.
TEST_P(BySolver, CapacityIsBuiltUpToTheHourThatPaysForIt) {
    Network n(Horizon({1, 1, 1}, {0, 1, 2}, 1));
    const CapacityId capacity = n.add(Capacity{.origin = {"pv", "capacity", ""}, .yearly_cost = 5});
    const FlowId own = n.add(Flow{.origin = {"pv", "output", ""}, .upper = 1.0, .upper_of = capacity});
    const FlowId bought = flow(n, "grid", 4.0);
    n.add(Balance{
        .origin = {"site", "electricity", ""}, .terms = {{own, 1}, {bought, 1}}, .value = n.add_series({2, 5, 8})});
    EXPECT_NEAR(run(n).check.cost, 5 * 5 + 4 * 3, 1e-5);
    EXPECT_NEAR(read().at(capacity), 5, 1e-5);
}

// Cheap hour first at 1, then 2 at 10; a store that keeps 0.9 an hour, takes 0.8 in and gives 0.5: to deliver 3 kW in
// hours 2 and 3 without loss of generality the cheap hour charges x: levels 0.8 x, 0.72 x less 2 d2, ...: d kWh cost
// 1/(0.8 0.9 0.5) = 2.78 after one hour and 3.09 after two, both below 10.
TEST_P(BySolver, CyclicStoreBuysCheapAndPaysItsLosses) {
    Network n(Horizon::uniform(3, 1));
    const FlowId bought = flow(n, "grid", n.add_series({1, 10, 10})), charge = flow(n, "in"),
                 discharge = flow(n, "out");
    n.add(Balance{.origin = {"site", "electricity", ""},
                  .terms = {{bought, 1}, {charge, -1}, {discharge, 1}},
                  .value = n.add_series({0, 3, 3})});
    n.add(Store{
        .origin = {"battery", "level", ""}, .retention_per_hour = 0.9, .flows = {{charge, 0.8}, {discharge, -2}}});
    EXPECT_NEAR(run(n).check.cost, 3 / (0.8 * 0.9 * 0.5) + 3 / (0.8 * 0.81 * 0.5), 1e-5);
    EXPECT_NEAR(dual(2), 1 / (0.8 * 0.9 * 0.5), 1e-5) << "the stored kWh sets the price";
}

// A measured level of 5 with 2 kWh to be left and a limit of 4: it may be above its limit at once, and 3 kWh are free.
TEST_P(BySolver, MeasuredLevelOutsideItsLimitsIsNoContradiction) {
    Network n(Horizon({0.5, 0.5, 0.5}, {0, 0, 1}, 0));
    const FlowId bought = flow(n, "grid", 10.0), discharge = flow(n, "out", 0.0, 2.0);
    n.add(Balance{.origin = {"site", "electricity", ""},
                  .terms = {{bought, 1}, {discharge, 1}},
                  .value = n.add_series({0, 4, 4})});
    n.add(Store{.origin = {"battery", "level", ""},
                .flows = {{discharge, -1}},
                .upper = 4.0,
                .start_kwh = 5,
                .end_at_least_kwh = 2});
    EXPECT_NEAR(run(n).check.cost, 10 * (4 - 2), 1e-5);
    EXPECT_NEAR(read().at(n.level({0}), 0), 5, 1e-5);
}

// One price of 100 on the highest half-hour: 6 kW may be taken in one of its two quarters.
TEST_P(BySolver, PeakCountsTheMeanOfASettlementPeriod) {
    Network n(Horizon({0.25, 0.25, 0.25, 0.25}, {0, 0, 1, 1}, 0));
    const FlowId bought = flow(n, "grid");
    n.add(Balance{.origin = {"site", "electricity", ""}, .terms = {{bought, 1}}, .value = n.add_series({6, 0, 4, 1})});
    const CapacityId peak = n.add(Capacity{.origin = {"grid", "peak", ""}, .cost = 100});
    n.add(Peak{.origin = {"grid", "peak", ""},
               .terms = {{bought, 1}},
               .of_set = {peak},
               .set_of_step = {0, 0, 0, 0},
               .by_settlement_period = true});
    EXPECT_NEAR(run(n).check.cost, 300, 1e-4);
}

TEST_P(BySolver, PeakSoFarIsPaidAnyway) {
    Network n(Horizon::uniform(2, 1));
    const FlowId bought = flow(n, "grid", 1.0), engine = flow(n, "engine", 50.0);
    n.add(Balance{
        .origin = {"site", "electricity", ""}, .terms = {{bought, 1}, {engine, 1}}, .value = n.add_series({3, 9})});
    const CapacityId peak = n.add(Capacity{.origin = {"grid", "peak", ""}, .lower = 5, .cost = 100});
    n.add(Peak{.origin = {"grid", "peak", ""}, .terms = {{bought, 1}}, .of_set = {peak}, .set_of_step = {0, 0}});
    EXPECT_NEAR(run(n).check.cost, 3 + 5 + 4 * 50 + 500, 1e-4)
        << "up to 5 kW the month has paid; above, 49 is less than 100";
}

// 10 kWh; clean costs 8, dirty 2 and 1 kg a kWh; at most 4 kg.
TEST_P(BySolver, TotalLimitsATallyAndHasAPrice) {
    Network n(Horizon({1, 2}, {0, 1}, 0));
    const TallyId co2 = n.add(Tally{"CO2", "kg"});
    const FlowId clean = flow(n, "clean", 8.0);
    const FlowId dirty = n.add(Flow{.origin = {"dirty", "flow", ""}, .cost = 2.0, .tallies = {{co2, 1.0}}});
    n.add(Balance{
        .origin = {"site", "electricity", ""}, .terms = {{clean, 1}, {dirty, 1}}, .value = n.add_series({2, 4})});
    n.add(Total{.origin = {"district", "CO2", ""}, .tallies = {co2}, .upper = 4});
    EXPECT_NEAR(run(n).check.cost, 6 * 8 + 4 * 2, 1e-5);
    EXPECT_NEAR(dual(problem_->rows() - 1), -6, 1e-5) << "a further kg saves 6";
    EXPECT_NEAR(read().tally(n, co2), 4, 1e-5);
}

TEST_P(BySolver, TotalMayBeBrokenAtItsPrice) {
    Network n(Horizon::uniform(1, 1));
    const FlowId clean = flow(n, "clean", 8.0), dirty = flow(n, "dirty", 2.0);
    n.add(Balance{.origin = {"site", "electricity", ""}, .terms = {{clean, 1}, {dirty, 1}}, .value = 10.0});
    n.add(Total{.origin = {"district", "CO2", ""}, .terms = {{dirty, 1}}, .upper = 4, .price = 5});
    EXPECT_NEAR(run(n).check.cost, 10 * 2 + 6 * 5, 1e-5);
}

// The level should be 6 at the end at 3 a kWh short; charging costs 2 in the first hour and 4 in the second.
TEST_P(BySolver, WishIsKeptWhileItIsCheap) {
    Network n(Horizon::uniform(2, 1));
    const FlowId charge = flow(n, "in", n.add_series({2, 4}), 4.0);
    const StoreId store = n.add(Store{.origin = {"battery", "level", ""}, .flows = {{charge, 1}}, .start_kwh = 0});
    n.add(Wish{.origin = {"battery", "reserve", ""},
               .terms = {{n.level(store), 1}},
               .sense = Sense::at_least,
               .limit = n.add_series({0, 6}),
               .price = 3.0});
    EXPECT_NEAR(run(n).check.cost, 4 * 2 + 2 * 3, 1e-5);
}

// Output 8 of a 10 kW machine whose input is the higher of 2 x and 4 x - 12 (1.2 a kW of capacity).
TEST_P(BySolver, SegmentTakesTheHigherPiece) {
    Network n(Horizon::uniform(2, 1));
    const CapacityId size = n.add(Capacity{.origin = {"chiller", "capacity", ""}, .lower = 10, .upper = 10});
    const FlowId power = flow(n, "power", 1.0);
    const FlowId cold = n.add(Flow{.origin = {"chiller", "cold", ""}, .upper = 1.0, .upper_of = size});
    n.add(Balance{.origin = {"site", "cooling", ""}, .terms = {{cold, 1}}, .value = n.add_series({4, 8})});
    n.add(Segment{.origin = {"chiller", "power", ""},
                  .input = power,
                  .output = cold,
                  .pieces = {{2, 0}, {4, -1.2}},
                  .capacity = size});
    EXPECT_NEAR(run(n).check.cost, 8 + 20, 1e-5);
}

// The same where the machine runs in cold and in warm water: 2 x and 4 x - 12 in the first step, 3 x alone in the
// second.
TEST_P(BySolver, SegmentFollowsItsSeries) {
    Network n(Horizon::uniform(2, 1));
    const CapacityId size = n.add(Capacity{.origin = {"chiller", "capacity", ""}, .lower = 10, .upper = 10});
    const FlowId power = flow(n, "power", 1.0);
    const FlowId cold = n.add(Flow{.origin = {"chiller", "cold", ""}, .upper = 1.0, .upper_of = size});
    n.add(Balance{.origin = {"site", "cooling", ""}, .terms = {{cold, 1}}, .value = 8.0});
    n.add(Segment{.origin = {"chiller", "power", ""},
                  .input = power,
                  .output = cold,
                  .pieces = {{n.add_series({2, 3}), 0.0}, {n.add_series({4, 3}), n.add_series({-1.2, 0})}},
                  .capacity = size});
    EXPECT_NEAR(run(n).check.cost, 20 + 24, 1e-5);
    // Falling from one step to the next is no curve that bends upwards.
    EXPECT_THROW(n.add(Segment{.origin = {"chiller", "power", ""},
                               .input = power,
                               .output = cold,
                               .pieces = {{2.0, 0.0}, {n.add_series({4, 1}), -1.2}},
                               .capacity = size}),
                 std::invalid_argument);
}

// 3 kW up an hour from 1 kW: 4 and 7 kW, the rest is bought at 10.
TEST_P(BySolver, RampHoldsBackFromTheMeasuredPower) {
    Network n(Horizon::uniform(2, 1));
    const FlowId engine = flow(n, "engine", 1.0), bought = flow(n, "grid", 10.0);
    n.add(Balance{.origin = {"site", "electricity", ""}, .terms = {{engine, 1}, {bought, 1}}, .value = 9.0});
    n.add(Ramp{.origin = {"engine", "ramp", ""}, .flow = engine, .up = 3.0, .previous_kw = 1});
    EXPECT_NEAR(run(n).check.cost, 4 + 50 + 7 + 20, 1e-5);
}

// Twice the second is the first; 6 of the first are needed.
TEST_P(BySolver, TieBindsCapacities) {
    Network n(Horizon({1}, {0}, 1));
    const CapacityId a = n.add(Capacity{.origin = {"a", "capacity", ""}, .yearly_cost = 1});
    const CapacityId b = n.add(Capacity{.origin = {"b", "capacity", ""}, .yearly_cost = 10});
    n.add(Tie{.origin = {"link", "ends", ""}, .parts = {{a, 1}, {b, -2}}});
    const FlowId f = n.add(Flow{.origin = {"a", "flow", ""}, .upper = 1.0, .upper_of = a});
    n.add(Balance{.origin = {"site", "heat", ""}, .terms = {{f, 1}}, .value = 6.0});
    EXPECT_NEAR(run(n).check.cost, 36, 1e-5);
    EXPECT_NEAR(read().at(b), 3, 1e-5);
}

TEST_P(BySolver, InfeasibleIsSaid) {
    Network n(Horizon::uniform(2, 1));
    const FlowId small = flow(n, "small", 1.0, 3.0);
    n.add(Balance{.origin = {"site", "electricity", ""}, .terms = {{small, 1}}, .value = n.add_series({2, 5})});
    n.add(Balance{.origin = {"site", "other", ""}, .terms = {{small, 1}, {flow(n, "slack"), 1}}, .value = 9.0});
    const LinearProblem problem(n);
    EXPECT_EQ(solve(n, problem, *GetParam().make(), {}).result.status, Status::infeasible);
}

// A district without any supply has no columns at all; its demand is not met for nothing.
TEST_P(BySolver, DemandWithoutAnySupplyIsInfeasible) {
    Network n(Horizon({1}, {0}, 0));
    n.add(Balance{.origin = {"site", "electricity", ""}, .terms = {}, .value = 50});
    const LinearProblem problem(n);
    const Solution s = solve(n, problem, *GetParam().make(), {});
    EXPECT_NE(s.result.status, Status::optimal);
    // Nor would a solver be believed that says so.
    Result claimed;
    claimed.status = Status::optimal;
    claimed.objective = 0;
    EXPECT_FALSE(cleaned_and_checked(n, problem, claimed).check.passed());
}

TEST_P(BySolver, AnotherPriceStartsFromTheLastSolution) {
    Network n(Horizon::uniform(2, 1));
    const FlowId a = flow(n, "a", 1.0), b = flow(n, "b", 2.0);
    n.add(Balance{.origin = {"site", "electricity", ""}, .terms = {{a, 1}, {b, 1}}, .value = 5.0});
    LinearProblem problem(n);
    const auto solver = GetParam().make();
    EXPECT_NEAR(solve(n, problem, *solver, {}).check.cost, 10, 1e-5);
    n.set_cost(a, 3.0);
    const Solution second = solve_again(n, problem, problem.update(n), *solver, {});
    EXPECT_TRUE(second.ok());
    EXPECT_NEAR(second.check.cost, 20, 1e-5);
}

TEST(Solver, CancelledBeforeItBeganSaysSo) {
    Network n(Horizon::uniform(200, 1));
    std::vector<double> demand(200);
    for (std::size_t t = 0; t < demand.size(); ++t) demand[t] = 5 + std::sin(static_cast<double>(t));
    const FlowId bought = flow(n, "grid", 1.0, 5.5), in = flow(n, "in"), out = flow(n, "out");
    n.add(Balance{
        .origin = {"site", "e", ""}, .terms = {{bought, 1}, {in, -1}, {out, 1}}, .value = n.add_series(demand)});
    n.add(Store{.origin = {"s", "level", ""}, .retention_per_hour = 0.99, .flows = {{in, 0.9}, {out, -1.1}}});
    const LinearProblem problem(n);
    std::stop_source stop;
    stop.request_stop();
    Options options;
    options.cancel = stop.get_token();
    EXPECT_EQ(make_piqp()->solve(view(problem), options).status, Status::cancelled);
}

// A solution that a solver calls optimal and that is not must never pass.
// A tiny value that a row needs stays, and with it one after another what hangs on it; all others are put on their
// limit all the same.
TEST(Clean, GivesBackOnlyWhatItMust) {
    constexpr int chain = 12;
    constexpr double tiny = 4e-7, scale = 1000;
    // Row 0: scale x0 = scale tiny; row i: scale (x_i - x_(i-1)) = 0; the last column stands in no row.
    std::vector<std::int32_t> starts{0}, rows;
    std::vector<double> values;
    for (int j = 0; j < chain; ++j) {
        rows.push_back(j);
        values.push_back(scale);
        if (j + 1 < chain) {
            rows.push_back(j + 1);
            values.push_back(-scale);
        }
        starts.push_back(static_cast<std::int32_t>(rows.size()));
    }
    starts.push_back(starts.back());
    std::vector<double> row(chain, 0.0);
    row[0] = scale * tiny;
    const std::vector<double> cost(chain + 1, 1.0), lower(chain + 1, 0.0), upper(chain + 1, 1.0);
    const Problem problem{starts, rows, values, cost, lower, upper, row, row};
    std::vector<double> x(chain + 1, tiny);
    EXPECT_EQ(clean(problem, x, check_tolerance / 2), 1u);
    for (int j = 0; j < chain; ++j) EXPECT_EQ(x[static_cast<std::size_t>(j)], tiny);
    EXPECT_EQ(x.back(), 0);
}

TEST(Check, ARampWithoutLimitHasNoneWhereTheMachineHasNoSize) {
    Network n(Horizon::uniform(3, 1));
    const CapacityId size = n.add(Capacity{.origin = {"engine", "capacity", ""}, .cost = 1000});
    const FlowId engine = n.add(Flow{.origin = {"engine", "flow", ""}, .upper = 1.0, .upper_of = size, .cost = 5.0});
    const FlowId bought = flow(n, "grid", 1.0);
    n.add(Balance{
        .origin = {"site", "electricity", ""}, .terms = {{engine, 1}, {bought, 1}}, .value = n.add_series({2, 3, 1})});
    n.add(Ramp{.origin = {"engine", "ramp", ""}, .flow = engine, .up = 0.5, .down = network::unlimited, .of = size});
    const LinearProblem problem(n);
    const Solution solution = solve(n, problem, *make_highs(HighsMethod::simplex), {});
    EXPECT_TRUE(solution.ok());
    EXPECT_NEAR(solution.check.cost, 6, 1e-9);
}

TEST(Check, FindsWhatIsBrokenAndWhere) {
    Network n(Horizon::uniform(2, 1));
    const FlowId a = flow(n, "a", 3.0, 4.0);
    n.add(Balance{.origin = {"site", "electricity", ""}, .terms = {{a, 1}}, .value = n.add_series({2, 3})});
    const LinearProblem problem(n);
    const Check good = check(n, problem, {2, 3}, 15, check_tolerance);
    EXPECT_TRUE(good.passed());
    EXPECT_NEAR(good.cost, 15, 1e-12);
    const Check bad = check(n, problem, {2, 5}, 21, check_tolerance);
    EXPECT_EQ(bad.violated, 2u);
    EXPECT_EQ(bad.violations[0].row.kind, RowKind::balance);
    EXPECT_EQ(bad.violations[0].row.moment.step, 1);
    EXPECT_NEAR(bad.violations[0].excess, 2, 1e-12);
    EXPECT_EQ(bad.violations[1].row.kind, RowKind::upper_limit);
    EXPECT_FALSE(check(n, problem, {2, 3}, 16, check_tolerance).passed()) << "the cost is not what the solver says";
    EXPECT_FALSE(check(n, problem, {2, std::nan("")}, 15, check_tolerance).passed());
}

}  // namespace
}  // namespace gaiku::solve::solution_test
