#include <gtest/gtest.h>

#include <algorithm>

#include "network_plan_for_tests.h"

// The guide to six model cases says of its biomass case that with an upkeep of biomass 30 % lower every single year is
// in the black. gaiku is not told so and looks for the least that does it.
namespace gaiku {
namespace {

TEST(Upkeep, ThirtyPercentLowerPutsEveryYearInTheBlackAndLessWouldDo) {
    const Plan plan = plan_case("../examples/microgrid/3-suburb-biomass.yaml");
    ASSERT_EQ(plan.scenarios.size(), 6u);
    double hardest = 1;
    for (const ScenarioPlan& scenario : plan.scenarios) {
        SCOPED_TRACE(scenario.id);
        ASSERT_TRUE(scenario.finance);
        const auto& answers = scenario.finance->answers;
        const auto found = std::find_if(answers.begin(), answers.end(),
                                        [](const Answer& a) { return a.question.id == "upkeep_of_biomass"; });
        ASSERT_NE(found, answers.end());
        ASSERT_TRUE(found->value);
        EXPECT_LT(found->goal_now, 0) << "as it is some year is in the red";
        EXPECT_LT(*found->value, 1) << "less upkeep is what helps";
        hardest = std::min(hardest, *found->value);
        constexpr double of_the_guide = 0.7;
        EXPECT_GE(*found->value, of_the_guide) << "what the guide says is enough in every scenario";
    }
    // 21.55 % is what the hardest needs; the guide's step of ten that is enough for all of them is 30 %.
    EXPECT_NEAR(1 - hardest, 0.2155, 5e-5);
}

}  // namespace
}  // namespace gaiku
