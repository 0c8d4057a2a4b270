#include "network_plan_for_tests.h"

// The peers as a planner would write them: a file and its series, with the answers of other programs
// (cases/peers/README.md says whose, and why each tolerance).
namespace gaiku {
namespace {

void expect_relative(double value, double expected, double tolerance, const char* what) {
    EXPECT_NEAR(value / expected, 1, tolerance) << what << ": " << value << " for " << expected;
}

TEST(PeerFiles, CalliopeUrbanByBothSolvers) {
    for (const char* solver : {"highs", "piqp"}) {
        SCOPED_TRACE(solver);
        const Plan planned = plan_case("peers/calliope_urban/district.yaml", solver);
        const NetworkPlan& plan = network_of(planned);
        constexpr double tolerance = 1e-5;
        expect_relative(plan.cost, 430.082290, tolerance, "cost");
        expect_relative(size_of(plan, "chp"), 250.090112, tolerance, "engine");
        expect_relative(size_of(plan, "pipe_N1_X2", "from_end"), 182.19260, tolerance, "pipe at N1");
        expect_relative(size_of(plan, "pipe_N1_X2", "to_end"), 168.86692, tolerance, "pipe at X2");
        expect_relative(flow_of(plan, "boiler_X3", "X3/hot_water"), 0.18720, tolerance, "heat of the boiler at X3");
        expect_relative(size_of(plan, "pv_X2") * 7, 830.064659, tolerance, "area of the panels at X2");
        const double sold = flow_of(plan, "chp", "outside:electricity") + flow_of(plan, "pv_X2", "outside:electricity");
        expect_relative(sold, 122.7156, tolerance, "sold");
        EXPECT_EQ(plan.currency, "cu");
        EXPECT_LT(plan.unserved_kwh, 1e-6);
    }
}

TEST(PeerFiles, HospitalWithAndWithoutItsEngine) {
    for (const char* solver : {"highs", "piqp"}) {
        SCOPED_TRACE(solver);
        const Plan planned = plan_case("peers/hospital_chp/district.yaml", solver);
        ASSERT_EQ(planned.scenarios.size(), 2u);
        EXPECT_EQ(planned.scenarios[0].id, "with_engine");
        EXPECT_NEAR(size_of(network_of(planned, 0), "engine"), 263.523, 0.01);
        EXPECT_NEAR(network_of(planned, 0).cost, 11'112'845, 2);
        EXPECT_NEAR(network_of(planned, 1).cost, 11'770'637, 2);
        EXPECT_TRUE(network_of(planned, 0).life_cycle);
        EXPECT_FALSE(network_of(planned, 0).co2_t) << "no factor is given, so the sum is not known";
    }
}

TEST(PeerFiles, AnnualDistrictInItsFirstMonthByBothSolvers) {
    for (const char* solver : {"highs", "piqp"}) {
        SCOPED_TRACE(solver);
        const Plan planned = plan_case("peers/annual_district/first_744_hours.yaml", solver);
        expect_relative(network_of(planned).cost, 33'826'656.14, 1e-6, "cost");
    }
}

TEST(PeerFiles, AnnualDistrict) {
    const Plan planned = plan_case("peers/annual_district/district.yaml");
    const NetworkPlan& plan = network_of(planned);
    expect_relative(plan.cost, 364'505'301.3, 1e-6, "cost");
    EXPECT_EQ(plan.solve.rows, 148'920);
    EXPECT_EQ(plan.solve.columns, 140'170);
    EXPECT_TRUE(plan.co2_t && plan.primary_energy_gj);
}

}  // namespace
}  // namespace gaiku
