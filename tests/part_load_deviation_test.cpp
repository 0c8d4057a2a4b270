#include <algorithm>

#include "network_plan_for_tests.h"

// Whoever reads a plan must be able to see how far the optimiser's machine is from the sourced one.
namespace gaiku {
namespace {

// The hull of 0.58656667 x^2 + 0.24616667 x + 0.16726667 is below its best load its tangent from (0, 0), of the slope
// 0.24616667 + 2 sqrt(0.58656667 x 0.16726667) = 0.87263: at a load of 20 % 0.174526 for the curve's 0.239963.
TEST(PartLoadDeviation, IsReportedWithTheSizeOfTheMachine) {
    const Plan planned = plan_case("technology/inverter_chiller/webpro.yaml");
    const NetworkPlan& plan = network_of(planned);
    const auto chiller =
        std::find_if(plan.sizes.begin(), plan.sizes.end(), [](const auto& s) { return s.id == "chiller"; });
    ASSERT_NE(chiller, plan.sizes.end());
    ASSERT_EQ(chiller->part_load.size(), 3u) << "one for each span of cooling water";
    const CurveFit& cold_water = chiller->part_load.front();
    EXPECT_EQ(cold_water.curve, "turbo_chiller_inv_cooling_below_24");
    EXPECT_DOUBLE_EQ(cold_water.at_load, 0.2);
    EXPECT_NEAR(cold_water.largest, 0.174526 / 0.239963 - 1, 1e-4);
    EXPECT_GT(cold_water.mean, 0);
    EXPECT_LT(cold_water.mean, 0.27);
}

}  // namespace
}  // namespace gaiku
