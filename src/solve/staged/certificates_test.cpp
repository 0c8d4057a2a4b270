#include "solve/staged/certificates.h"

#include <gtest/gtest.h>

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

}  // namespace
}  // namespace gaiku::solve
