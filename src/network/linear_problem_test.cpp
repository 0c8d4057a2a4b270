#include "network/linear_problem.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <stdexcept>

namespace gaiku::network {
namespace {

/// The matrix as row -> column -> number.
std::map<std::pair<int, int>, double> entries(const LinearProblem& p) {
    std::map<std::pair<int, int>, double> result;
    for (int j = 0; j < p.columns(); ++j) {
        for (int k = p.starts()[static_cast<std::size_t>(j)]; k < p.starts()[static_cast<std::size_t>(j) + 1]; ++k)
            result[{p.row_indices()[static_cast<std::size_t>(k)], j}] = p.values()[static_cast<std::size_t>(k)];
    }
    return result;
}

Flow named(const char* asset) {
    return Flow{.origin = {asset, "flow", ""}};
}

struct PvAndGrid {
    Network network{Horizon::uniform(3, 1)};
    CapacityId pv = network.add(Capacity{.origin = {"pv", "capacity", ""}, .upper = 10, .yearly_cost = 8760});
    SeriesId sun = network.add_series({0, 0.5, 1});
    FlowId purchase = network.add(Flow{.origin = {"grid", "purchase", ""}, .cost = 20.0});
    FlowId output = network.add(Flow{.origin = {"pv", "output", ""}, .upper = sun, .upper_of = pv});
    SeriesId demand = network.add_series({4, 5, 6});
    BalanceId balance = network.add(
        Balance{.origin = {"site", "electricity", ""}, .terms = {{purchase, 1}, {output, 1}}, .value = demand});
};

// A wrong place in the matrix is a plant that feeds another hour.
TEST(LinearProblem, IsWrittenStepByStep) {
    const PvAndGrid pv;
    const LinearProblem p(pv.network);
    ASSERT_EQ(p.rows(), 6);
    ASSERT_EQ(p.columns(), 7);
    // Row 2t is the balance, row 2t + 1 the panel's limit; the last column is the capacity, absent at night.
    const std::map<std::pair<int, int>, double> expected{{{0, 0}, 1}, {{0, 1}, 1},    {{1, 1}, 1}, {{2, 2}, 1},
                                                         {{2, 3}, 1}, {{3, 3}, 1},    {{4, 4}, 1}, {{4, 5}, 1},
                                                         {{5, 5}, 1}, {{3, 6}, -0.5}, {{5, 6}, -1}};
    EXPECT_EQ(entries(p), expected);
    EXPECT_EQ(p.row_lower()[2], 5);
    EXPECT_EQ(p.row_upper()[2], 5);
    EXPECT_EQ(p.row_lower()[3], -unlimited);
    EXPECT_EQ(p.row_upper()[3], 0);
    EXPECT_EQ(p.cost()[0], 20);
    EXPECT_NEAR(p.cost()[6], 3, 1e-12) << "8760 a year for three hours";
    EXPECT_EQ(p.upper()[6], 10);
}

TEST(LinearProblem, TellsWhereRowsAndColumnsComeFrom) {
    const PvAndGrid pv;
    const LinearProblem p(pv.network);
    const RowPlace limit = p.row_place(3);
    EXPECT_EQ(limit.kind, RowKind::upper_limit);
    EXPECT_EQ(limit.origin->asset, "pv");
    EXPECT_EQ(limit.moment, (Moment{0, 0, 1}));
    EXPECT_EQ(p.column_place(6).kind, ColumnKind::capacity);
    EXPECT_EQ(p.column_place(6).moment.step, -1);
    EXPECT_EQ(p.column_place(4).origin->asset, "grid");
    EXPECT_EQ(p.structure().row_begin, (std::vector<std::int32_t>{0, 2, 4, 6}));
}

TEST(LinearProblem, StoreOverStepsOfDifferentLengthIsCyclic) {
    Network n(Horizon({1, 2, 0.5}, {0, 1, 2}, 0));
    const FlowId in = n.add(named("in")), out = n.add(named("out"));
    const StoreId store = n.add(Store{
        .origin = {"tank", "level", ""}, .retention_per_hour = 0.9, .flows = {{in, 0.8}, {out, -1.25}}, .upper = 7.0});
    const LinearProblem p(n);
    auto found = entries(p);
    EXPECT_EQ(n.level(store).index, 2);
    EXPECT_TRUE(p.structure().cyclic);
    EXPECT_EQ(p.structure().carried_column, (std::vector<std::uint8_t>{0, 0, 1}));
    EXPECT_NEAR((found[{1, 5}]), 1, 1e-15);
    EXPECT_NEAR((found[{1, 2}]), -0.81, 1e-15);
    EXPECT_NEAR((found[{1, 3}]), -1.6, 1e-15);
    EXPECT_NEAR((found[{1, 4}]), 2.5, 1e-15);
    EXPECT_NEAR((found[{0, 8}]), -0.9, 1e-15) << "the last level is before the first step";
    EXPECT_NEAR((found[{2, 5}]), -std::sqrt(0.9), 1e-15);
    EXPECT_EQ(p.upper()[5], 7);
}

TEST(LinearProblem, OneStepAloneIsItsOwnPredecessor) {
    Network n(Horizon::uniform(1, 1));
    const FlowId in = n.add(named("in"));
    n.add(Store{.origin = {"tank", "level", ""}, .retention_per_hour = 0.75, .flows = {{in, 1}}});
    const LinearProblem p(n);
    const std::map<std::pair<int, int>, double> expected{{{0, 0}, -1}, {{0, 1}, 0.25}};
    EXPECT_EQ(entries(p), expected);
}

TEST(LinearProblem, MeasuredStartMovesToTheRightHandSideAndWidensLimits) {
    Network n(Horizon::uniform(2, 1));
    const FlowId in = n.add(named("in"));
    n.add(Store{.origin = {"tank", "level", ""},
                .retention_per_hour = 0.5,
                .flows = {{in, 1}},
                .upper = 10.0,
                .start_kwh = 24,
                .end_at_least_kwh = 3});
    const LinearProblem p(n);
    EXPECT_EQ(p.row_lower()[0], 12);
    EXPECT_EQ(p.upper()[1], 12) << "measured above the limit: it gives way to the idle level";
    EXPECT_EQ(p.upper()[3], 10);
    EXPECT_EQ(p.lower()[1], 0);
    EXPECT_EQ(p.lower()[3], 3);
    EXPECT_FALSE(p.structure().cyclic);
}

// Below the least share of a given size, a measured level comes back as physics lets it: 1 kWh of at least 2.
TEST(LinearProblem, MeasuredLevelBelowAShareOfAGivenSizeWidensItsRow) {
    Network n(Horizon::uniform(2, 1));
    const CapacityId size = n.add(Capacity{.origin = {"tank", "capacity", ""}, .lower = 10, .upper = 10});
    n.add(Store{.origin = {"tank", "level", ""}, .lower = 0.2, .lower_of = size, .start_kwh = 1});
    const LinearProblem p(n);
    EXPECT_EQ(p.row_lower()[0], 1 - 2);
    EXPECT_EQ(p.row_lower()[static_cast<std::size_t>(p.structure().row_begin[1])], 1 - 2);
}

TEST(LinearProblem, RampIsAbsentInAnUnknownFirstStep) {
    Network n(Horizon({1, 0.5}, {0, 1}, 0));
    const FlowId engine = n.add(named("engine"));
    n.add(Ramp{.origin = {"engine", "ramp", ""}, .flow = engine, .up = 30.0, .down = 60.0});
    const LinearProblem p(n);
    ASSERT_EQ(p.rows(), 2);
    EXPECT_EQ(p.row_upper()[0], 15);
    EXPECT_EQ(p.row_upper()[1], 30);
    const std::map<std::pair<int, int>, double> expected{{{0, 0}, -1}, {{0, 1}, 1}, {{1, 0}, 1}, {{1, 1}, -1}};
    EXPECT_EQ(entries(p), expected);
    EXPECT_EQ(p.row_place(0).moment.step, 1);
}

TEST(LinearProblem, PeakOfSettlementPeriodsSumsTheirSteps) {
    // Two half-hours of two quarters each, in the middle of the first of which the horizon begins.
    Network n(Horizon({0.25, 0.25, 0.25}, {0, 1, 1}, 0));
    const FlowId purchase = n.add(named("grid"));
    const CapacityId peak = n.add(Capacity{.origin = {"grid", "peak", ""}, .cost = 1});
    n.add(Peak{.origin = {"grid", "peak", ""},
               .terms = {{purchase, 1}},
               .of_set = {peak},
               .set_of_step = {0, 0, 0},
               .by_settlement_period = true,
               .period_kwh_so_far = 5,
               .period_hours_so_far = 0.25});
    const LinearProblem p(n);
    auto found = entries(p);
    // Rows: sum and peak of step 0, sum of step 1, sum and peak of step 2.
    ASSERT_EQ(p.rows(), 5);
    EXPECT_EQ(p.row_upper()[0], 5);
    EXPECT_EQ((found[{0, 0}]), -0.25);
    EXPECT_EQ((found[{1, 1}]), 2) << "energy over half an hour";
    EXPECT_EQ((found.count({2, 1})), 0u) << "a new period begins at 0";
    EXPECT_EQ((found[{3, 3}]), -1);
    EXPECT_EQ((found[{4, 5}]), 2);
    EXPECT_EQ((found[{4, 6}]), -1);
}

TEST(LinearProblem, PeakChoosesTheCapacityOfItsSet) {
    Network n(Horizon::uniform(3, 1));
    const FlowId purchase = n.add(named("grid"));
    const CapacityId june = n.add(Capacity{.origin = {"grid", "june", ""}}),
                     july = n.add(Capacity{.origin = {"grid", "july", ""}});
    n.add(Peak{
        .origin = {"grid", "peak", ""}, .terms = {{purchase, 1}}, .of_set = {june, july}, .set_of_step = {0, -1, 1}});
    const LinearProblem p(n);
    const std::map<std::pair<int, int>, double> expected{{{0, 0}, 1}, {{1, 2}, 1}, {{0, 3}, -1}, {{1, 4}, -1}};
    EXPECT_EQ(entries(p), expected);
}

TEST(LinearProblem, TotalsSumEnergyAndTallies) {
    Network n(Horizon({1, 2}, {0, 1}, 0));
    const TallyId co2 = n.add(Tally{"CO2", "kg"});
    const CapacityId engine = n.add(Capacity{.origin = {"engine", "capacity", ""}, .tallies = {{co2, 7}}});
    const FlowId gas = n.add(Flow{.origin = {"gas", "purchase", ""}, .tallies = {{co2, 0.2}}});
    n.add(Total{.origin = {"district", "CO2", ""}, .terms = {{gas, 0.1}}, .tallies = {co2}, .upper = 50, .price = 3});
    const LinearProblem p(n);
    auto found = entries(p);
    ASSERT_EQ(p.rows(), 1);
    EXPECT_NEAR((found[{0, 0}]), 0.3, 1e-15);
    EXPECT_NEAR((found[{0, 1}]), 0.6, 1e-15);
    EXPECT_EQ((found[{0, p.column(engine)}]), 7);
    EXPECT_EQ((found[{0, 3}]), -1) << "what exceeds it is bought";
    EXPECT_EQ(p.cost()[3], 3);
    EXPECT_EQ(p.row_place(0).kind, RowKind::total);
}

TEST(LinearProblem, UpdateKeepsAddressesAndSaysWhatChanged) {
    PvAndGrid pv;
    LinearProblem p(pv.network);
    const double* values = p.values().data();
    pv.network.set_cost(pv.purchase, 25.0);
    Change change = p.update(pv.network);
    EXPECT_TRUE(change.costs);
    EXPECT_FALSE(change.limits || change.coefficients || change.structure);
    EXPECT_EQ(p.cost()[0], 25);
    pv.network.set_series(pv.sun, std::vector<double>{0, 0.25, 1});
    change = p.update(pv.network);
    EXPECT_TRUE(change.coefficients);
    EXPECT_FALSE(change.structure);
    EXPECT_EQ(p.values().data(), values);
    pv.network.set_series(pv.sun, std::vector<double>{0.1, 0.25, 1});
    EXPECT_TRUE(p.update(pv.network).structure) << "the sun rises earlier: a new nonzero";
    EXPECT_EQ(entries(p).size(), 12u);
}

// A condition on the wrong hour's level leaves the hour before the outage unguarded.
TEST(LinearProblem, AWindowAsksOfTheLevelBeforeItAndOfSizes) {
    Network n(Horizon::uniform(3, 1));
    const FlowId charge = n.add(named("battery"));
    const CapacityId size = n.add(Capacity{.origin = {"battery", "capacity", ""}});
    const StoreId store = n.add(Store{.flows = {{charge, 1}}, .upper = 1.0, .upper_of = size});
    n.add(Window{.origin = {"plan", "islanding", ""}, .first = 2, .levels = {{store, 0.9}}, .at_least = 5});
    n.add(Window{.origin = {"plan", "islanding", ""}, .first = 0, .levels = {{store, 1}}, .capacities = {{size, 2}}});
    LinearProblem p(n);
    const std::int32_t rows = p.rows();
    const auto matrix = entries(p);
    const auto has = [&](std::int32_t row, std::int32_t column) { return matrix.contains({row, column}); };
    EXPECT_EQ(matrix.at({rows - 2, p.column(n.level(store), 1)}), 0.9) << "at the end of the step before";
    EXPECT_EQ(p.row_lower()[static_cast<std::size_t>(rows - 2)], 5);
    EXPECT_EQ(p.row_upper()[static_cast<std::size_t>(rows - 2)], unlimited);
    EXPECT_EQ(matrix.at({rows - 1, p.column(n.level(store), 2)}), 1) << "a year ends as it begins";
    EXPECT_EQ(matrix.at({rows - 1, p.column(size)}), 2);
    EXPECT_FALSE(has(rows - 1, p.column(n.level(store), 1)) || has(rows - 2, p.column(n.level(store), 2)));
    EXPECT_EQ(p.row_place(rows - 2).kind, RowKind::window);
    EXPECT_EQ(p.row_place(rows - 2).moment.step, 2);
    n.clear_windows();
    EXPECT_TRUE(p.update(n).structure);
    EXPECT_EQ(p.rows(), rows - 2);
}

TEST(LinearProblem, AWindowAtTheBeginningKnowsAMeasuredLevel) {
    Network n(Horizon::uniform(2, 1));
    const FlowId charge = n.add(named("battery"));
    const StoreId store = n.add(Store{.flows = {{charge, 1}}, .start_kwh = 3});
    n.add(Window{.first = 0, .levels = {{store, 2}}, .at_least = 10, .price = 7});
    const LinearProblem p(n);
    EXPECT_EQ(p.row_lower()[static_cast<std::size_t>(p.rows() - 1)], 4);
    EXPECT_EQ(p.cost().back(), 7) << "what breaking it costs";
    EXPECT_EQ(entries(p).at({p.rows() - 1, p.columns() - 1}), 1);
}

TEST(Network, RefusesWhatDoesNotFit) {
    Network n(Horizon::uniform(2, 1));
    EXPECT_THROW(n.add_series({1}), std::invalid_argument);
    EXPECT_THROW(n.add_series({1, std::nan("")}), std::invalid_argument);
    EXPECT_THROW(n.add(Balance{.terms = {{FlowId{3}, 1}}}), std::invalid_argument);
    EXPECT_THROW(n.add(Flow{.upper_of = CapacityId{0}}), std::invalid_argument);
    const FlowId flow = n.add(named("a"));
    EXPECT_THROW(n.add(Store{.retention_per_hour = 1.1, .flows = {{flow, 1}}}), std::invalid_argument);
    EXPECT_THROW(n.add(Segment{.input = flow, .output = flow, .pieces = {{2, 0}, {1, 1}}}), std::invalid_argument);
    EXPECT_THROW(n.add(Wish{.terms = {{flow, 1}}, .sense = Sense::equal}), std::invalid_argument);
    EXPECT_THROW(n.add(Peak{.set_of_step = {0}}), std::invalid_argument);
    EXPECT_THROW(n.add(Window{.first = 2}), std::invalid_argument);
    EXPECT_THROW(n.add(Window{.levels = {{StoreId{0}, 1}}}), std::invalid_argument);
    EXPECT_THROW(Horizon({1, -1}, {0, 1}, 1), std::invalid_argument);
    EXPECT_THROW(Horizon({1, 1}, {1, 0}, 1), std::invalid_argument);
}

}  // namespace
}  // namespace gaiku::network
