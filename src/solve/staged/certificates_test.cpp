#include "solve/staged/certificates.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "solve/piqp/piqp.h"
#include "solve/solution.h"
#include "solve/staged/staged.h"

// What a planner would be told wrongly: that cost falls without end where the demand cannot be met.
namespace gaiku::solve {
namespace {

using network::Balance;
using network::Flow;
using network::FlowId;

/// What is bought is sold for more, without limit.
void earn_without_end(network::Network& n) {
    const network::BalanceId trader = n.add(Balance{.origin = {"trader", "electricity", ""}});
    n.connect(trader, n.add(Flow{.origin = {"trader", "bought", ""}, .cost = 20.0}), 1);
    n.connect(trader, n.add(Flow{.origin = {"trader", "sold", ""}, .cost = -30.0}), -1);
}

/// A store that gives what a cable brings it, which is less than is needed by `share`: no row alone shows it.
void ask_for_more(network::Network& n, double share) {
    const network::BalanceId island = n.add(Balance{.origin = {"island", "electricity", ""}, .value = 100.0});
    n.connect(island, n.add(Flow{.origin = {"cable", "flow", ""}, .upper = 100 * (1 - share), .cost = 10.0}), 1);
    const FlowId in = n.add(Flow{.origin = {"battery", "in", ""}, .upper = 300.0});
    const FlowId out = n.add(Flow{.origin = {"battery", "out", ""}, .upper = 300.0});
    n.connect(island, in, -1);
    n.connect(island, out, 1);
    n.add(network::Store{.origin = {"battery", "level", ""}, .flows = {{in, 0.99}, {out, -1}}, .upper = 1000.0});
}

TEST(Certificates, ARayProvesNothingWhereSomethingIsMissing) {
    for (const double share : {1e-2, 1e-4, 1e-6, 1e-7, 3e-8}) {
        network::Network n(network::Horizon::uniform(48, 1));
        ask_for_more(n, share);
        earn_without_end(n);
        const network::LinearProblem problem(n);
        const Result result = make_staged()->solve(view(problem), {});
        EXPECT_NE(result.status, Status::unbounded) << share;
        EXPECT_NE(result.status, Status::optimal) << share;
        EXPECT_TRUE(share < 1e-5 || result.status == Status::infeasible) << share;
    }
    network::Network n(network::Horizon::uniform(48, 1));
    ask_for_more(n, -0.1);  // enough
    earn_without_end(n);
    const network::LinearProblem problem(n);
    const Result result = make_staged()->solve(view(problem), {});
    EXPECT_EQ(result.status, Status::unbounded);
    EXPECT_EQ(result.message, "proven by a ray");
}

TEST(Certificates, AFlowThatMeetsNothingEarnsWithoutEnd) {
    network::Network n(network::Horizon::uniform(24, 1));
    const network::BalanceId site = n.add(Balance{.origin = {"site", "electricity", ""}, .value = 3.0});
    n.connect(site, n.add(Flow{.origin = {"site", "bought", ""}, .cost = 10.0}), 1);
    n.connect(site, n.add(Flow{.origin = {"site", "dear", ""}, .cost = 20.0}), 1);
    n.add(Flow{.origin = {"nowhere", "flow", ""}, .cost = -1.0});
    const network::LinearProblem problem(n);
    const Result result = make_staged()->solve(view(problem), {});
    EXPECT_EQ(result.status, Status::unbounded);
    EXPECT_EQ(result.message, "a column without rows");
}

// Its level halves from hour to hour until it is next to nothing: next to nothing is not a contradiction.
TEST(Certificates, AnEmptyTankThatIsOffProvesNothing) {
    struct Off {
        int steps;
        double hours, retention;
    };
    for (const Off& off : {Off{40, 1, 0.5}, Off{365, 24, 0.97}, Off{365, 24, 0.99}, Off{200, 4, 0.9}}) {
        for (const double first_off : {1.0, 0.8}) {  // of all steps
            SCOPED_TRACE(std::to_string(off.steps) + " steps, retention " + std::to_string(off.retention));
            network::Network n(network::Horizon::uniform(off.steps, off.hours));
            std::vector<double> power(static_cast<std::size_t>(off.steps), 3);
            std::fill_n(power.begin(), static_cast<std::ptrdiff_t>(first_off * off.steps), 0.0);
            const network::SeriesId limit = n.add_series(power);
            const FlowId bought = n.add(Flow{.origin = {"grid", "bought", ""}, .cost = 10.0});
            const FlowId in = n.add(Flow{.origin = {"tank", "in", ""}, .upper = limit});
            const FlowId out = n.add(Flow{.origin = {"tank", "out", ""}, .upper = limit});
            n.add(Balance{.origin = {"site", "heat", ""}, .terms = {{bought, 1}, {in, -1}, {out, 1}}, .value = 5.0});
            n.add(network::Store{.origin = {"tank", "level", ""},
                                 .retention_per_hour = off.retention,
                                 .flows = {{in, 1}, {out, -1}},
                                 .upper = 0.0,
                                 .start_kwh = 30.0});
            const network::LinearProblem problem(n);
            const double cost = 50 * off.hours * off.steps;
            for (const auto& solver : {make_staged(), make_piqp()}) {
                const Solution solution = solve(n, problem, *solver, {});
                ASSERT_TRUE(solution.ok()) << solution.result.message;
                EXPECT_NEAR(solution.check.cost, cost, 2e-6 * cost);
            }
        }
    }
}

// Whoever follows a level that decays back in time doubles his rounding with every step.
TEST(Certificates, ATankThatIsKeptFullProvesNothing) {
    constexpr double full = 12345.6, hours = 0.25, loss = 0.5;  // of an hour
    for (const int steps : {96, 336, 2000}) {
        const double kept = full * (1 - std::pow(loss, hours)) / hours;
        std::vector<double> lower(static_cast<std::size_t>(steps), kept), upper = lower;
        lower[0] = 0;
        upper[0] = 2 * kept;
        network::Network n(network::Horizon::uniform(steps, hours));
        const FlowId bought = n.add(Flow{.origin = {"grid", "bought", ""}, .cost = 0.3});
        const FlowId in =
            n.add(Flow{.origin = {"tank", "in", ""}, .lower = n.add_series(lower), .upper = n.add_series(upper)});
        n.add(Balance{.origin = {"site", "heat", ""}, .terms = {{bought, 1}, {in, -1}}, .value = 5.0});
        n.add(network::Store{.origin = {"tank", "level", ""},
                             .retention_per_hour = loss,
                             .flows = {{in, 1}},
                             .upper = full,
                             .start_kwh = full,
                             .end_at_least_kwh = full});
        const network::LinearProblem problem(n);
        bool is_solved = false;
        for (const auto& solver : {make_staged(), make_piqp()}) {
            const Solution solution = solve(n, problem, *solver, {});
            EXPECT_NE(solution.result.status, Status::infeasible) << steps << " steps: " << solution.result.message;
            is_solved = is_solved || solution.ok();
            if (!solution.ok()) continue;
            // What the tank is given in its first step is lost by the end, so that it may be as little as nothing.
            EXPECT_NEAR(solution.check.cost, 0.3 * hours * steps * (5 + kept), 0.3 * hours * kept * 1.001);
        }
        EXPECT_TRUE(is_solved) << steps << " steps: by one or the other";
    }
}

// In the last hour the tank's level and a pump together must be nearly all that they can be: nearly is not all, and
// what it lacks is a hundred times as much sixteen hours before.
TEST(Certificates, ARowThatIsNearlyFullProvesNothing) {
    constexpr int hours = 48;
    constexpr double retention = 0.8, full = 1000, pump = 3;
    for (const int back : {8, 12, 16, 25}) {
        constexpr double level = full - 8.1e-7, kept = level * (1 - retention);
        std::vector<double> least(hours, kept), last(hours, 0), others(hours, 1), value(hours, 0);
        least[static_cast<std::size_t>(hours - 1 - back)] = 0;
        last.back() = 1;
        others.back() = 0;
        value.back() = level + pump;
        network::Network n(network::Horizon::uniform(hours, 1));
        const FlowId bought = n.add(Flow{.origin = {"grid", "bought", ""}, .cost = 0.3});
        const FlowId in = n.add(Flow{.origin = {"tank", "in", ""}, .lower = n.add_series(least), .upper = kept});
        const FlowId on = n.add(Flow{.origin = {"pump", "on", ""}, .upper = pump});
        const FlowId off = n.add(Flow{.origin = {"pump", "off", ""}, .upper = pump});
        const FlowId rest = n.add(Flow{.origin = {"rest", "flow", ""}, .upper = full});
        n.add(Balance{.origin = {"site", "heat", ""}, .terms = {{bought, 1}, {in, -1}}, .value = 5.0});
        const network::StoreId tank = n.add(network::Store{.origin = {"tank", "level", ""},
                                                           .retention_per_hour = retention,
                                                           .flows = {{in, 1}},
                                                           .upper = full,
                                                           .start_kwh = level});
        n.add(Balance{
            .origin = {"site", "end", ""},
            .terms = {{n.level(tank), n.add_series(last)}, {on, n.add_series(last)}, {rest, n.add_series(others)}},
            .value = n.add_series(value)});
        n.add(Balance{.origin = {"pump", "hours", ""}, .terms = {{on, 1}, {off, -1}}, .value = pump});
        const network::LinearProblem problem(n);
        const Status status = solve(n, problem, *make_staged(), {}).result.status;
        EXPECT_NE(status, Status::infeasible) << back << " hours back";
    }
}

// A tank that loses nine tenths an hour has a million times as much in its first hour as it needs in its last: a lot,
// but nothing limits what flows in.
TEST(Certificates, AFlowWithoutALimitMayBeLarge) {
    constexpr int hours = 9;
    std::vector<double> first(hours, 0), last(hours, 0);
    first.front() = 1;
    last.back() = 0.01;
    network::Network n(network::Horizon::uniform(hours, 1));
    const FlowId bought = n.add(Flow{.origin = {"grid", "bought", ""}, .cost = 0.3});
    const FlowId in = n.add(Flow{.origin = {"tank", "in", ""}});
    const FlowId out = n.add(Flow{.origin = {"tank", "out", ""}, .upper = 1.0});
    const FlowId other = n.add(Flow{.origin = {"other", "heat", ""}, .upper = 0.005, .cost = 1.0});
    n.add(Balance{.origin = {"site", "power", ""}, .terms = {{bought, 1}, {in, -1}}, .value = 1.0});
    n.add(network::Store{.origin = {"tank", "level", ""},
                         .retention_per_hour = 0.1,
                         .flows = {{in, n.add_series(first)}, {out, -1}},
                         .start_kwh = 0.0});
    n.add(Balance{.origin = {"site", "heat", ""}, .terms = {{out, 1}, {other, 1}}, .value = n.add_series(last)});
    const network::LinearProblem problem(n);
    for (const auto& solver : {make_staged(), make_piqp()})
        EXPECT_NE(solver->solve(view(problem), {}).status, Status::infeasible) << "it needs 500,000 kW";
}

// The duals of a store that can only be filled are all rounding, and so is what they come to.
TEST(Certificates, RoundingProvesNothing) {
    for (const int steps : {8, 24, 100}) {
        for (const double level : {0.1, 1.0, 5.0}) {
            SCOPED_TRACE(std::to_string(steps) + " steps, level " + std::to_string(level));
            network::Network n(network::Horizon::uniform(steps, 1));
            const FlowId bought = n.add(Flow{.origin = {"site", "bought", ""}, .cost = 3.0});
            const FlowId sold = n.add(Flow{.origin = {"site", "sold", ""}, .cost = -4.0});
            const FlowId in = n.add(Flow{.origin = {"store", "in", ""}});
            n.add(Balance{
                .origin = {"site", "electricity", ""}, .terms = {{bought, 1}, {sold, -1}, {in, -1}}, .value = 2.0});
            n.add(network::Store{.origin = {"store", "level", ""}, .flows = {{in, 1}}, .lower = level});
            const network::LinearProblem problem(n);
            for (const int lanes : {8, 4, 2})
                EXPECT_EQ(make_staged(1, lanes)->solve(view(problem), {}).status, Status::unbounded) << lanes;
        }
    }
}

}  // namespace
}  // namespace gaiku::solve
