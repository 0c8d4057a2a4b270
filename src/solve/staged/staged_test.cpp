#include "solve/staged/staged.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <iostream>

#include "solve/highs/highs.h"
#include "solve/solution.h"
#include "solve/staged/random_network_for_tests.h"

// What a planner would lose: another optimum than the true one, or a plan called best that is not.
namespace gaiku::solve {
namespace {

std::uint64_t from_environment(const char* name, std::uint64_t otherwise) {
    const char* text = std::getenv(name);
    return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

/// Both stop at a relative gap of 1e-8; HiGHS' simplex at residuals of 1e-7 of scaled numbers.
constexpr double same_optimum = 1e-7;

// GAIKU_SEED sets the first seed, GAIKU_NETWORKS how many follow.
TEST(Staged, FindsTheOptimumOfRandomNetworks) {
    const std::uint64_t first = from_environment("GAIKU_SEED", 1), count = from_environment("GAIKU_NETWORKS", 100);
    std::cout << "seeds " << first << " to " << first + count - 1 << "\n";
    int optimal = 0, fell_short = 0;
    for (std::uint64_t seed = first; seed < first + count; ++seed) {
        SCOPED_TRACE("GAIKU_SEED=" + std::to_string(seed) + " GAIKU_NETWORKS=1");
        const test::RandomNetwork random(seed);
        const network::LinearProblem problem(random.network());
        const Solution highs = solve(random.network(), problem, *make_highs(HighsMethod::simplex), {});
        const Solution staged = solve(random.network(), problem, *make_staged(), {});
        if (staged.result.status == Status::imprecise || staged.result.status == Status::failed) {
            ++fell_short;
            std::cout << "seed " << seed << ": " << name_of(staged.result.status) << ", " << staged.result.message
                      << "; gap " << staged.result.gap << " primal " << staged.result.primal_infeasibility << " dual "
                      << staged.result.dual_infeasibility << " iterations " << staged.result.iterations << " rows "
                      << problem.rows() << "\n";
            continue;
        }
        EXPECT_EQ(name_of(staged.result.status), std::string(name_of(highs.result.status)));
        if (staged.result.status != Status::optimal || highs.result.status != Status::optimal) continue;
        ++optimal;
        EXPECT_TRUE(staged.check.passed()) << staged.check.largest_excess << " violated " << staged.check.violated << " cost " << staged.check.cost << " objective " << staged.result.objective;
        EXPECT_NEAR(staged.check.cost, highs.check.cost, same_optimum * (1 + std::abs(highs.check.cost)));
    }
    std::cout << optimal << " optimal, " << fell_short << " fell short\n";
    EXPECT_LE(fell_short * 50, static_cast<int>(count)) << "what falls back so often is of no use";
}

}  // namespace
}  // namespace gaiku::solve
