#include "solve/staged/settle.h"

#include <gtest/gtest.h>

#include <cmath>
#include <iostream>

#include "solve/clean.h"
#include "solve/solution.h"
#include "solve/staged/iteration.h"
#include "solve/staged/kernel_tables.h"
#include "solve/staged/random_network_for_tests.h"
#include "solve/staged/staged.h"

// What someone who reads a schedule would see: 1e-7 kW where nothing flows, or a balance that is not one.
namespace gaiku::solve {
namespace {

/// A demand in each step, met by what is bought; what is too much is sold for less.
network::Network bought(std::vector<double> demand) {
    network::Network n(network::Horizon::uniform(static_cast<int>(demand.size()), 1));
    const network::FlowId purchase = n.add(network::Flow{.origin = {"site", "purchase", ""}, .cost = 10.0});
    const network::FlowId sale = n.add(network::Flow{.origin = {"site", "sale", ""}, .cost = -5.0});
    n.add(network::Balance{.origin = {"site", "electricity", ""},
                           .terms = {{purchase, 1}, {sale, -1}},
                           .value = n.add_series(std::move(demand))});
    return n;
}

TEST(Settle, RowsHoldAsBeforeOnceIdleFlowsAreZero) {
    std::size_t put = 0, left = 0;
    int optimal = 0, without = 0;
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        if (test::RandomNetwork::mixes_sizes(seed)) continue;  // what is beside a limit of one place is all of another
        SCOPED_TRACE("seed " + std::to_string(seed));
        const test::RandomNetwork random(seed);
        const network::LinearProblem problem(random.network());
        const Solution solution = solve(random.network(), problem, *make_staged(), {});
        if (solution.result.status != Status::optimal) continue;
        ++optimal;
        without += solution.cleaned == 0 ? 1 : 0;
        EXPECT_LE(solution.result.primal_infeasibility, 1e-8);
        EXPECT_LE(solution.result.gap, 1e-8);
        put += solution.cleaned;
        std::vector<double> x = solution.result.x;
        left += put_on_limits(view(problem), x, 100 * check_tolerance).size();
    }
    std::cout << optimal << " optimal, " << without << " left as they were; " << put << " values put on a limit, "
              << left << " left beside it\n";
    EXPECT_GT(optimal, 40);
    EXPECT_LE(without * 20, optimal);
    EXPECT_GT(put, 10000u);
    EXPECT_LE(left * 200, put);
}

TEST(Settle, AFlowStaysBesideItsLimitWhereItsBalanceNeedsIt) {
    std::vector<double> demand(24, 1);
    demand[7] = 2e-7;  // so near 0 that it would be put there
    const network::Network n = bought(demand);
    const network::LinearProblem problem(n);
    const Solution solution = solve(n, problem, *make_staged(), {});
    ASSERT_TRUE(solution.ok());
    ASSERT_TRUE(solution.result.put_on_limits.has_value());
    EXPECT_LE(solution.result.primal_infeasibility, 1e-8);
    EXPECT_NEAR(solution.result.x[static_cast<std::size_t>(problem.column(network::FlowId{0}, 7))], 2e-7, 3e-8);
}

// A small site's nights are so near 0 that putting them there would be seen in its cost.
TEST(Settle, ACostThatIsSmallStaysTheCost) {
    std::vector<double> demand;
    double cost = 0;
    for (int hour = 0; hour < 48; ++hour) {
        demand.push_back(0.1 * std::exp(-std::pow((hour % 24 - 12.5) / 2, 2)));
        cost += 10 * demand.back();
    }
    const network::Network n = bought(demand);
    const network::LinearProblem problem(n);
    const Solution solution = solve(n, problem, *make_staged(), {});
    ASSERT_TRUE(solution.ok());
    EXPECT_LE(solution.result.gap, 1e-8);
    EXPECT_LE(solution.result.primal_infeasibility, 1e-8);
    EXPECT_NEAR(solution.check.cost, cost, 1e-8 * cost);
}

TEST(Settle, LeavesASolutionAsItWasWhereRowsWouldNotHold) {
    const network::Network n = bought(std::vector<double>(24, 1));
    const network::LinearProblem written(n);
    const Problem problem = view(written);
    const staged::ByRows rows(problem);
    staged::Presolve presolve(problem, rows);
    const staged::Places places = staged::find_places(problem, rows, presolve);
    staged::Model model(problem, rows, presolve, places, staged::widest_kernels(8), 1);
    model.begin();
    const Options options;
    staged::Iteration iteration(model, options);
    ASSERT_EQ(iteration.run(nullptr), staged::Outcome::optimal);
    std::vector<double> x = iteration.answer.x;
    x[0] += 1e-3;  // a residual that is not beside a limit
    const std::vector<double> before = x;
    Options others;
    others.tolerance = 1e-30;
    EXPECT_EQ(staged::settle(model, x, 0, others), 0u);
    EXPECT_EQ(x, before);
    EXPECT_EQ(staged::settle(model, x, 0, {}), 0u) << "rows would hold, at another cost";
    EXPECT_EQ(x, before);
    std::stop_source stop;
    stop.request_stop();
    x = iteration.answer.x;
    others.tolerance = 1e-8;
    others.cancel = stop.get_token();
    EXPECT_EQ(staged::settle(model, x, 0, others), 0u);
    EXPECT_EQ(x, iteration.answer.x);
    EXPECT_GT(staged::settle(model, x, 0, {}), 0u);
    model.end();
}

}  // namespace
}  // namespace gaiku::solve
