#include "solve/windows/numbers.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numbers>
#include <random>

#include "solve/turn_over.h"
#include "solve/windows/search_for_tests.h"
#include "solve/windows/sizes.h"

namespace gaiku::solve::numbers_test {
namespace {

using namespace network;
using test::both_solvers;

/// Some days of purchases at a price that falls beyond a quantity in each of three parts, a store, panels of free size
/// and engines of a number to be found.
struct RandomBlocks {
    Network n;

    RandomBlocks(std::mt19937& random, int steps) : n(Horizon::uniform(steps, 1)), random_(random) {
        std::vector<double> demand, sun;
        for (int t = 0; t < steps; ++t) {
            const double day = std::sin(2 * std::numbers::pi * (t - 6) / 24);
            demand.push_back(std::max(0.0, 10 + 6 * day + uniform(-3, 3)));
            sun.push_back(std::max(0.0, day));
        }
        const FlowId grid = n.add(Flow{.upper = 40.0, .cost = 5.0});
        const CapacityId panels = n.add(Capacity{.upper = 20, .cost = uniform(0.5, 2) * steps});
        const FlowId made = n.add(Flow{.upper = n.add_series(sun), .upper_of = panels});
        const FlowId in = n.add(Flow{.upper = 5.0}), out = n.add(Flow{.upper = 5.0});
        n.add(Store{.flows = {{in, 0.9}, {out, -1.1}}, .upper = 15.0});
        const double unit = uniform(2, 5);
        const CapacityId units = n.add(Capacity{.upper = 3, .cost = uniform(1, 3) * unit * steps, .integer = true});
        const FlowId engine = n.add(Flow{.upper = unit, .upper_of = units, .cost = uniform(0.5, 3)});
        n.add(Balance{.terms = {{grid, 1}, {made, 1}, {in, -1}, {out, 1}, {engine, 1}}, .value = n.add_series(demand)});
        constexpr int parts = 3;
        for (int part = 0; part < parts; ++part) {
            std::vector<double> of_part(static_cast<std::size_t>(steps), 0.0);
            for (int t = part * steps / parts; t < (part + 1) * steps / parts; ++t)
                of_part[static_cast<std::size_t>(t)] = 1;
            const double most = 40.0 * steps / parts, from = uniform(2, 14) * steps / parts;
            const CapacityId above = n.add(Capacity{.upper = most - from, .cost = -uniform(0.5, 3)});
            const CapacityId reached = n.add(Capacity{.upper = 1, .integer = true});
            n.add(Tie{{}, {{above, 1}, {reached, from - most}}, -unlimited, 0});
            n.add(Total{
                .terms = {{grid, n.add_series(of_part)}}, .capacities = {{above, -1}, {reached, -from}}, .lower = 0});
        }
        if (random_() % 4 == 0)
            n.add(Total{.terms = {{grid, 1}}, .upper = uniform(0, 9) * steps});  // which may be too little
    }

private:
    double uniform(double low, double high) { return std::uniform_real_distribution(low, high)(random_); }
    std::mt19937& random_;
};

TEST(Numbers, FindWhatASearchOverAllFinds) {
    const unsigned from = test::seed();
    SCOPED_TRACE(testing::Message() << "seed " << from);
    std::mt19937 random(from);
    int feasible = 0;
    for (int i = 0; i < 30; ++i) {
        SCOPED_TRACE(i);
        RandomBlocks made(random, 48);
        const LinearProblem problem(made.n);
        Options options;
        options.integer_gap = 0;
        const Solution all = solve(made.n, problem, *make_highs(HighsMethod::automatic), options);
        const Solution found = solve_by_numbers(made.n, problem, both_solvers(), options);
        ASSERT_EQ(found.result.status, all.result.status);
        if (all.result.status != Status::optimal) continue;
        ++feasible;
        const double tolerance = 1e-5 * (1 + std::abs(all.result.objective));
        EXPECT_TRUE(found.check.passed());
        EXPECT_NEAR(found.result.objective, all.result.objective, tolerance);
        EXPECT_LE(found.result.bound, all.result.objective + tolerance) << "a bound above the best";
        EXPECT_TRUE(found.result.integers_fixed);
    }
    EXPECT_GT(feasible, 15);
}

// However wide the gap: a part whose quantity is bought is paid at its price.
TEST(Numbers, WithAnyGapNothingIsLeftToTurnOver) {
    const unsigned from = test::seed();
    SCOPED_TRACE(testing::Message() << "seed " << from);
    std::mt19937 random(from);
    int turned_by_hand = 0;
    for (int i = 0; i < 30; ++i) {
        SCOPED_TRACE(i);
        RandomBlocks made(random, 48);
        const LinearProblem problem(made.n);
        Options options;
        options.integer_gap = 0.2;
        const auto highs = make_highs(HighsMethod::automatic);
        const Result raw = highs->solve(view(problem), options);
        const Solution found = solve(made.n, problem, *highs, options);
        if (!found.ok()) continue;
        const auto columns = numbers_of_a_year(problem);
        std::vector<double> x = raw.x;
        turned_by_hand += turn_over(view(problem), columns, x) ? 1 : 0;
        x = found.result.x;
        if (!turn_over(view(problem), columns, x)) continue;
        const Result again = highs->solve(FixedIntegers(view(problem), x).problem(), options);
        if (again.status != Status::optimal) continue;
        EXPECT_GE(again.objective, found.result.objective - 1e-7 * std::abs(found.result.objective));
    }
    EXPECT_GT(turned_by_hand, 0) << "a test that cannot fail";
}

// Once the time for branching is over numbers are rounded: what lies beside them is still met.
TEST(Numbers, RoundedInHasteLoseNothing) {
    const unsigned from = test::seed();
    SCOPED_TRACE(testing::Message() << "seed " << from);
    std::mt19937 random(from);
    for (int i = 0; i < 10; ++i) {
        SCOPED_TRACE(i);
        RandomBlocks made(random, 24);
        const LinearProblem problem(made.n);
        Options options;
        options.integer_gap = 0;
        const Solution all = solve(made.n, problem, *make_highs(HighsMethod::automatic), options);
        const Deadline deadline(options);
        const Solvers solvers = both_solvers();
        SizeSearch search(problem, solvers, options, deadline);
        double best = std::numeric_limits<double>::infinity();
        while (const auto sizes = search.next(0, [&] { return best; })) {
            if (sizes->relaxed.status == Status::optimal) best = std::min(best, sizes->relaxed.objective);
        }
        ASSERT_EQ(std::isfinite(best), all.result.status == Status::optimal);
        if (!std::isfinite(best)) continue;
        EXPECT_NEAR(best, all.result.objective, 1e-5 * (1 + std::abs(all.result.objective)));
    }
}

TEST(Numbers, OutOfTimeHaveAPlanWithItsGapOrSayThatThereIsNone) {
    std::mt19937 random(7);
    const RandomBlocks made(random, 48);
    const LinearProblem problem(made.n);
    Options options;
    options.time_limit_s = 0;
    EXPECT_EQ(solve_by_numbers(made.n, problem, both_solvers(), options).result.status, Status::time_limit);
    std::stop_source stop;
    options.time_limit_s = 100;
    options.cancel = stop.get_token();
    options.progress = [&](const Progress& progress) {
        if (std::isfinite(progress.objective)) stop.request_stop();
    };
    const Solution stopped = solve_by_numbers(made.n, problem, both_solvers(), options);
    EXPECT_EQ(stopped.result.status, Status::cancelled);
}

TEST(Numbers, OfAYearAreThoseOfNoStepInALargeProblem) {
    std::mt19937 random(7);
    EXPECT_FALSE(has_numbers_of_a_year(LinearProblem(RandomBlocks(random, 48).n)));
    RandomBlocks year(random, 8760);
    EXPECT_TRUE(has_numbers_of_a_year(LinearProblem(year.n)));
    const FlowId any = year.n.add(Flow{.upper = 1.0, .integer = true});
    (void)any;
    EXPECT_FALSE(has_numbers_of_a_year(LinearProblem(year.n))) << "one that is on or off in every step";
}

}  // namespace
}  // namespace gaiku::solve::numbers_test
