#include "network_plan_for_tests.h"
#include "solve/highs/highs.h"
#include "solve/piqp/piqp.h"
#include "solve/staged/staged.h"

// A solver that stands still must cost a planner time, not the plan: the next one answers, and the plan says so.
namespace gaiku::fallback_test {
namespace {

/// The staged solver, ended before it can be there.
class Ended final : public solve::Solver {
public:
    explicit Ended(int most_iterations) : most_iterations_(most_iterations) {}
    solve::Result solve(const solve::Problem& problem, const solve::Options& options) override {
        solve::Options few = options;
        few.most_iterations = most_iterations_;
        return staged_->solve(problem, few);
    }

private:
    int most_iterations_;
    std::unique_ptr<solve::Solver> staged_ = solve::make_staged();
};

NetworkPlan plan_by(const solve::Solvers& solvers) {
    static const Workshop workshop;
    Findings findings;
    DistrictFile file = workshop.read(std::filesystem::path(GAIKU_SOURCE_DIR) / "cases/network/limits.yaml", findings);
    EXPECT_FALSE(findings.has_errors());
    return network_of(plan_district(std::move(file), {workshop.technologies, workshop.tables, solvers}));
}

TEST(Fallback, TheNextSolverAnswersAndThePlanNamesBoth) {
    const NetworkPlan whole = plan_by(solvers_named("staged"));
    EXPECT_EQ(whole.solve.method, "staged");
    for (const int iterations : {1, 5}) {
        const NetworkPlan rescued = plan_by([&](std::int32_t) {
            std::vector<std::unique_ptr<solve::Solver>> list;
            list.push_back(std::make_unique<Ended>(iterations));
            list.push_back(solve::make_piqp());
            return list;
        });
        EXPECT_EQ(rescued.solve.method, "piqp, after staged") << iterations;
        EXPECT_NEAR(rescued.cost / whole.cost, 1, 1e-7) << iterations;
    }
}

}  // namespace
// Heat of 0.2 W beside a peak of a megawatt: rows with pivots below the first regularisation.
TEST(Fallback, IsNotNeededWhereADemandIsAMillionthOfItsPeak) {
    const Plan plan = plan_case("../examples/sagamihara/8-sagamihara-a.yaml");
    ASSERT_EQ(plan.scenarios.size(), 5U);
    for (const ScenarioPlan& scenario : plan.scenarios) {
        ASSERT_TRUE(scenario.network) << scenario.id;
        EXPECT_EQ(scenario.network->solve.method, "staged") << scenario.id;
    }
}

}  // namespace gaiku::fallback_test
