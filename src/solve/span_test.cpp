#include "solve/span.h"

#include <gtest/gtest.h>

#include "solve/highs/highs.h"

// What an outage asks of the hours before it: too little, and the lights go out; too much, and it was paid for in vain.
namespace gaiku::solve {
namespace {

using namespace network;

/// A battery of 90 % discharge efficiency that loses 1 % an hour, panels and a load, all on one balance.
struct Island {
    Network network{Horizon::uniform(6, 1)};
    CapacityId kwh = network.add(Capacity{.origin = {"battery", "capacity", ""}});
    CapacityId kw = network.add(Capacity{.origin = {"battery", "power", ""}});
    CapacityId pv = network.add(Capacity{.origin = {"pv", "capacity", ""}});
    FlowId charge = network.add(Flow{.upper = 1.0, .upper_of = kw});
    FlowId discharge = network.add(Flow{.upper = 1.0, .upper_of = kw});
    SeriesId sun = network.add_series({0, 0, 0.5, 1, 0, 0});
    FlowId output = network.add(Flow{.upper = sun, .upper_of = pv});
    SeriesId load = network.add_series({10, 20, 30, 10, 10, 20});
    BalanceId balance = network.add(Balance{
        .origin = {"site", "electricity", ""}, .terms = {{charge, -1}, {discharge, 1}, {output, 1}}, .value = load});
    StoreId battery = network.add(Store{
        .retention_per_hour = 0.99, .flows = {{charge, 0.9}, {discharge, -1 / 0.9}}, .upper = 1.0, .upper_of = kwh});
};

struct Spans {
    Island island;
    SpanProblem span{island.network, {{island.balance, 0.0}}, 2};
    std::unique_ptr<Solver> solver = make_highs(HighsMethod::simplex);

    SpanProblem::Outcome run(int first, double level, double kw, double pv) {
        span.begin(first);
        return span.solve(std::vector{level}, std::vector{1000.0, kw, pv}, *solver, {});
    }
};

TEST(Span, LacksWhatTheBatteryDoesNotHold) {
    Spans s;
    // 20 kW and 30 kW by night: the second hour's kWh have lost 1 % more.
    const double needed = (20 / 0.9) / 0.99 + (30 / 0.9) / 0.99 / 0.99;
    EXPECT_NEAR(s.run(1, needed, 100, 0).missing, 0, 1e-6);
    const auto empty = s.run(1, 0, 100, 0);
    EXPECT_NEAR(empty.missing, 50, 1e-6);
    EXPECT_NEAR(s.span.missing_kw(empty, 0, 1), 30, 1e-6);
    EXPECT_NEAR(s.run(1, needed, 25, 0).missing, 5, 1e-6) << "the battery's power is too small for 30 kW";
}

// The condition is met exactly by what is enough, and by nothing less.
TEST(Span, SaysWhatItAsksOfTheLevelAndTheSizes) {
    Spans s;
    const auto empty = s.run(1, 0, 100, 0);
    const auto window = s.span.condition(empty.prices);
    ASSERT_TRUE(window);
    EXPECT_EQ(window->first, 1);
    EXPECT_NEAR(SpanProblem::broken(*window, std::vector{0.0}, std::vector{1000.0, 100.0, 0.0}), 50, 1e-6);
    ASSERT_EQ(window->levels.size(), 1u);
    ASSERT_EQ(window->capacities.size(), 1u) << "panels help as well, half of them in the second hour";
    EXPECT_EQ(window->capacities[0].capacity, s.island.pv);
    EXPECT_NEAR(window->capacities[0].coefficient, 0.5, 1e-9);
    EXPECT_LE(SpanProblem::broken(*window, std::vector{1000.0}, std::vector{1000.0, 100.0, 60.0}), 0);
}

// Prices of one outage bound every other one, and never claim too much.
TEST(Span, PricesOfOneOutageBoundTheOthers) {
    Spans s;
    for (int from = 0; from < 6; ++from) {
        const auto prices = s.run(from, 3, 18, 4).prices;
        for (int to = 0; to < 6; ++to) {
            for (const double level : {0.0, 5.0, 20.0, 40.0}) {
                const double missing = s.run(to, level, 25, 10).missing;
                const auto window = s.span.condition(prices);
                if (!window) continue;
                EXPECT_LE(SpanProblem::broken(*window, std::vector{level}, std::vector{1000.0, 25.0, 10.0}),
                          missing + 1e-6)
                    << from << " on " << to;
            }
        }
    }
}

TEST(Span, GoesOnBehindTheLastStep) {
    Spans s;
    EXPECT_NEAR(s.run(5, 0, 100, 0).missing, 20 + 10, 1e-6);
}

// What a load that is not critical may take needs no place to go.
TEST(Span, LeavesToOtherLoadsWhatIsTooMuch) {
    Island island;
    island.network.set_limits(island.output, island.sun, island.sun);
    Network& n = island.network;
    const FlowId forced = n.add(Flow{.lower = 5.0, .upper = 5.0});
    n.connect(island.balance, forced, 1.0);
    n.set_value(island.balance, 0.0);
    const auto solver = make_highs(HighsMethod::simplex);
    SpanProblem wide(n, {{island.balance, 5.0}}, 1), narrow(n, {{island.balance, 4.0}}, 1);
    for (SpanProblem* span : {&wide, &narrow}) span->begin(0);
    const std::vector<double> level{0.0}, sizes{0.0, 0.0, 0.0};
    EXPECT_EQ(wide.solve(level, sizes, *solver, {}).status, Status::optimal);
    EXPECT_EQ(narrow.solve(level, sizes, *make_highs(HighsMethod::simplex), {}).status, Status::infeasible);
}

/// An engine of two units of 10 kW that is on or off, beside the battery of an Island; nothing but the load takes
/// power.
struct UnitsIsland : Island {
    FlowId power = network.add(Flow{.origin = {"engine", "output", ""}});
    CapacityId count = network.add(Capacity{.origin = {"engine", "units", ""}, .upper = 2, .integer = true});
    SwitchId on = network.add(
        Switch{.origin = {"engine", "on", ""}, .flow = power, .unit = 10, .count = 2, .count_of = count, .lower = 0.5});
    UnitsIsland() { network.connect(balance, power, 1.0); }
};

// What is held makes a condition that is true of every level and number of units, as long as that many are on: what it
// asks for is enough, and a kWh or a unit less is not.
TEST(Span, HoldsWhatIsOnAndSaysWhatThatAsksFor) {
    UnitsIsland site;
    SpanProblem span(site.network, {{site.balance, 0.0}}, 2);
    const auto solver = make_highs(HighsMethod::simplex);
    ASSERT_TRUE(span.has_on_off());
    span.begin(1);  // 20 kW and 30 kW
    const auto sizes = [&](double units) {
        std::vector<double> all(site.network.capacities().size(), 0.0);
        all[site.kwh.at()] = 1000;
        all[site.kw.at()] = 100;
        all[site.count.at()] = units;
        return all;
    };
    const auto searched = span.solve_on_off(std::vector{0.0}, sizes(2), 1e-6, *solver, {});
    ASSERT_EQ(searched.status, Status::optimal);
    EXPECT_NEAR(searched.missing, 10, 1e-6) << "both units give 20 kW of the 30";
    span.hold(searched.x);
    const auto held = span.solve(std::vector{0.0}, sizes(2), *solver, {});
    ASSERT_EQ(held.status, Status::optimal);
    EXPECT_NEAR(held.missing, 10, 1e-6);
    EXPECT_EQ(span.at(held, site.network.on(site.on), 0), 2);
    const auto window = span.condition(held.prices);
    ASSERT_TRUE(window);
    EXPECT_EQ(window->first, 1);
    ASSERT_EQ(window->levels.size(), 1u);
    const double enough = 10 / 0.9 / 0.99 / 0.99;  // in the battery, for the second hour
    EXPECT_NEAR(SpanProblem::broken(*window, std::vector{enough}, sizes(2)), 0, 1e-6);
    EXPECT_NEAR(SpanProblem::broken(*window, std::vector{0.0}, sizes(2)), 10, 1e-6);
    EXPECT_GT(SpanProblem::broken(*window, std::vector{enough - 1}, sizes(2)), 0.5);
    EXPECT_NEAR(span.solve(std::vector{enough}, sizes(2), *solver, {}).missing, 0, 1e-6);
    for (const double level : {0.0, 5.0, 10.0, 20.0, 60.0}) {
        const auto then = span.solve(std::vector{level}, sizes(2), *solver, {});
        EXPECT_LE(SpanProblem::broken(*window, std::vector{level}, sizes(2)), then.missing + 1e-6) << level;
    }
}

}  // namespace
}  // namespace gaiku::solve
