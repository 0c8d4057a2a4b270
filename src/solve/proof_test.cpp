#include "solve/proof.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "solve/piqp/piqp.h"
#include "solve/solution.h"
#include "solve/staged/staged.h"

namespace gaiku::solve {
namespace {

using network::Balance;
using network::Flow;
using network::FlowId;

struct Arrays {
    std::vector<std::int32_t> starts, rows;
    std::vector<double> values, cost, lower, upper, row_lower, row_upper;

    [[nodiscard]] Problem view() const {
        Problem p;
        p.starts = starts;
        p.row_indices = rows;
        p.values = values;
        p.cost = cost;
        p.lower = lower;
        p.upper = upper;
        p.row_lower = row_lower;
        p.row_upper = row_upper;
        return p;
    }
    [[nodiscard]] bool infeasible_by(const std::vector<double>& y, double size, double error = 0) const {
        const auto known = [&](std::int32_t j) -> Known {
            return {lower[static_cast<std::size_t>(j)], upper[static_cast<std::size_t>(j)], error, size};
        };
        return proves_infeasible(view(), y, known);
    }
};

/// x - y >= 5 and x <= 3; `least` is the least that y may be.
Arrays difference(double least) {
    return {{0, 1, 2}, {0, 0}, {1, -1}, {0, 0}, {0, least}, {3, 10}, {5}, {network::unlimited}};
}

bool proves(double least, double y, double error = 0) {
    return difference(least).infeasible_by({y}, 1, error);
}

TEST(Proof, HoldsWhereTheRowAsksForMoreThanItsColumnsCanBe) {
    EXPECT_TRUE(proves(-1.9, 1));
    EXPECT_FALSE(proves(-1.9, 1, 0.06)) << "either limit may be off by that";
    EXPECT_FALSE(proves(-2, 1)) << "3 + 2 is 5";
    EXPECT_FALSE(proves(-2 + 1e-9, 1)) << "less than rounding makes";
    EXPECT_TRUE(proves(-2 + 1e-5, 1));
    EXPECT_FALSE(proves(-1.9, -1)) << "that side has no limit";
    EXPECT_FALSE(proves(-1.9, 0));
    EXPECT_FALSE(proves(-network::unlimited, 1)) << "y may be anything";
}

// The same with z >= 0 in the row, which a second row holds at 0: duals that are not quite the same lean on the limit
// that z does not have.
TEST(Proof, IsStraightenedWhereItLeansALittle) {
    const Arrays arrays{{0, 1, 2, 4},   {0, 0, 0, 1},
                        {1, -1, 1, -1}, {0, 0, 0},
                        {0, -1.9, 0},   {3, 10, network::unlimited},
                        {5, 0},         {network::unlimited, network::unlimited}};
    for (const double off : {0.0, 1e-9, 1e-6, 1e-3, -1e-6, 0.9})
        EXPECT_TRUE(arrays.infeasible_by({1, 1 - off}, 1e9)) << off;
    EXPECT_FALSE(arrays.infeasible_by({0, 1}, 1e9));
}

// Levels that lose a tenth an hour and end as they began, 1 kW flowing in: at 10 kWh. Duals of 1 that lean everywhere
// are not straightened but shrink.
TEST(Proof, IsNoneOfDualsThatShrinkToNothing) {
    constexpr std::int32_t hours = 200;
    Arrays arrays;
    arrays.starts = {0};
    arrays.cost.assign(2 * hours, 0);
    arrays.row_lower.assign(hours, 0);
    arrays.row_upper.assign(hours, 0);
    const auto add = [&](std::int32_t row, double value) {
        arrays.rows.push_back(row);
        arrays.values.push_back(value);
    };
    for (std::int32_t t = 0; t < 2 * hours; ++t) {
        const bool is_level = t < hours, is_last = t == hours - 1;
        if (is_last) add(0, -0.9);
        add(t % hours, is_level ? 1 : -1);
        if (is_level && !is_last) add(t + 1, -0.9);
        arrays.starts.push_back(static_cast<std::int32_t>(arrays.rows.size()));
        arrays.lower.push_back(is_level ? 0 : 1);
        arrays.upper.push_back(is_level ? network::unlimited : 1);
    }
    std::vector<double> y;
    for (std::int32_t t = 0; t < hours; ++t) y.push_back(1 + 1e-3 * std::sin(t));
    for (const double size : {1.0, 1e9}) EXPECT_FALSE(arrays.infeasible_by(y, size)) << size;
}

// What flows in is lost so slowly that the level is ten million times as much.
TEST(Proof, IsNoneWhereALevelMayBeLarge) {
    for (const double loss : {1e-7, 3e-8}) {
        for (const int steps : {8, 24, 200}) {
            network::Network n(network::Horizon::uniform(steps, 1));
            const FlowId in = n.add(Flow{.origin = {"tank", "in", ""}, .lower = 1.0, .upper = 1.0});
            const FlowId bought = n.add(Flow{.origin = {"grid", "bought", ""}, .cost = 0.3});
            n.add(Balance{.origin = {"site", "heat", ""}, .terms = {{bought, 1}, {in, -1}}, .value = 5.0});
            n.add(network::Store{.origin = {"tank", "level", ""}, .retention_per_hour = 1 - loss, .flows = {{in, 1}}});
            const network::LinearProblem problem(n);
            for (const auto& solver : {make_staged(), make_piqp()}) {
                EXPECT_NE(solver->solve(view(problem), {}).status, Status::infeasible) << loss << ", " << steps;
            }
        }
    }
}

TEST(Proof, NeedsADirectionInWhichTheCostFalls) {
    const Arrays arrays = difference(-network::unlimited);
    Problem p = arrays.view();
    const std::vector<double> dear{0, 1}, earns{0, -1}, hardly{1, -1.0001}, endless(2, network::unlimited);
    p.cost = dear;
    EXPECT_TRUE(proves_endless(p, {0, -1})) << "y may fall";
    EXPECT_FALSE(proves_endless(p, {0, 1})) << "y has a limit";
    EXPECT_FALSE(proves_endless(p, {-1, 0})) << "that costs the same";
    p.upper = endless;
    p.cost = earns;
    EXPECT_TRUE(proves_endless(p, {1, 1}));
    EXPECT_FALSE(proves_endless(p, {0, 1})) << "the row breaks";
    p.cost = hardly;
    EXPECT_FALSE(proves_endless(p, {1, 1})) << "it falls by less than is certain";
}

// A trader earns without end, but the site cannot be served: PIQP finds the ray.
TEST(Proof, OfARayNeedsASolution) {
    for (const double cable : {99.0, 110.0}) {
        network::Network n(network::Horizon::uniform(24, 1));
        const network::BalanceId trader = n.add(Balance{.origin = {"trader", "electricity", ""}});
        n.connect(trader, n.add(Flow{.origin = {"trader", "bought", ""}, .cost = 20.0}), 1);
        n.connect(trader, n.add(Flow{.origin = {"trader", "sold", ""}, .cost = -30.0}), -1);
        const network::BalanceId island = n.add(Balance{.origin = {"island", "electricity", ""}, .value = 100.0});
        const FlowId in = n.add(Flow{.origin = {"battery", "in", ""}, .upper = 300.0});
        const FlowId out = n.add(Flow{.origin = {"battery", "out", ""}, .upper = 300.0});
        n.connect(island, n.add(Flow{.origin = {"cable", "flow", ""}, .upper = cable, .cost = 10.0}), 1);
        n.connect(island, in, -1);
        n.connect(island, out, 1);
        n.add(network::Store{.origin = {"battery", "level", ""}, .flows = {{in, 0.99}, {out, -1}}, .upper = 1000.0});
        const network::LinearProblem problem(n);
        const Result result = make_piqp()->solve(view(problem), {});
        EXPECT_EQ(result.status, cable < 100 ? Status::infeasible : Status::unbounded) << result.message;
    }
}

// PIQP calls a sum 0 from 1e-7 on; beside levels of megawatt-hours that is a lot.
TEST(Proof, IsAskedOfPiqp) {
    for (const double full : {12345.6, 1e6}) {
        constexpr int hours = 24;
        constexpr double retention = 0.2;
        const double kept = full * (1 - retention);
        std::vector<double> lower(hours, kept), upper = lower;
        lower[0] = 0;
        upper[0] = 2 * kept;
        network::Network n(network::Horizon::uniform(hours, 1));
        const FlowId bought = n.add(Flow{.origin = {"grid", "bought", ""}, .cost = 0.3});
        const FlowId in =
            n.add(Flow{.origin = {"tank", "in", ""}, .lower = n.add_series(lower), .upper = n.add_series(upper)});
        n.add(Balance{.origin = {"site", "heat", ""}, .terms = {{bought, 1}, {in, -1}}, .value = 5.0});
        n.add(network::Store{.origin = {"tank", "level", ""},
                             .retention_per_hour = retention,
                             .flows = {{in, 1}},
                             .upper = full,
                             .start_kwh = full,
                             .end_at_least_kwh = full});
        const network::LinearProblem problem(n);
        EXPECT_NE(solve(n, problem, *make_piqp(), {}).result.status, Status::infeasible) << full << " kWh";
    }
}

}  // namespace
}  // namespace gaiku::solve
