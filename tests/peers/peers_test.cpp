#include <gtest/gtest.h>

#include "annual_district.h"
#include "calliope_urban.h"
#include "hospital_chp.h"
#include "solve/highs/highs.h"
#include "solve/piqp/piqp.h"
#include "solve/solution.h"

// A planner would lose the ground for trusting any figure: these are optima of other programs (cases/peers/).
namespace gaiku {
namespace {

using peers::annual_district;
using peers::calliope_urban;
using peers::hospital_chp;

solve::Solution solved(const network::Network& network, solve::Solver& solver) {
    const network::LinearProblem problem(network);
    solve::Solution solution = solve::solve(network, problem, solver, {});
    EXPECT_EQ(solution.result.status, solve::Status::optimal)
        << solution.result.method << ": " << solution.result.message;
    EXPECT_TRUE(solution.check.passed()) << solution.result.method << ": " << solution.check.violated
                                         << " violations, largest " << solution.check.largest_excess << ", cost off by "
                                         << solution.check.cost_difference;
    return solution;
}

TEST(AnnualDistrict, HasTheSizeThatThePeerStates) {
    const auto district = annual_district(8760);
    const network::LinearProblem problem(district.network);
    EXPECT_EQ(problem.rows(), 148920);
    EXPECT_EQ(problem.columns(), 140170);
    EXPECT_NEAR(static_cast<double>(problem.nonzeros()), 433000, 1000);
}

TEST(AnnualDistrict, FirstMonthAgreesWithBothSolvers) {
    const auto district = annual_district(744);
    for (const auto& solver : {solve::make_highs(solve::HighsMethod::automatic), solve::make_piqp()}) {
        const auto solution = solved(district.network, *solver);
        EXPECT_NEAR(solution.check.cost / 33'826'656.14, 1, 1e-6) << solution.result.method;
    }
}

TEST(AnnualDistrict, WholeYearByPiqp) {
    const auto district = annual_district(8760);
    const auto solution = solved(district.network, *solve::make_piqp());
    EXPECT_NEAR(solution.check.cost / 364'505'301.3, 1, 1e-6);
    EXPECT_LT(solution.result.gap, 1e-8);
}

TEST(CalliopeUrban, AgreesWithBothSolvers) {
    const auto district = calliope_urban();
    const network::LinearProblem problem(district.network);
    for (const auto& solver : {solve::make_highs(solve::HighsMethod::automatic), solve::make_piqp()}) {
        const auto solution = solved(district.network, *solver);
        const network::Readout read(problem, solution.result.x);
        const auto near = [&](double value, double expected) {
            EXPECT_NEAR(value / expected, 1, 1e-5) << solution.result.method << ": " << value << " for " << expected;
        };
        near(solution.check.cost, 430.082290);
        near(read.at(district.chp), 250.090112);
        near(read.at(district.pipe_n1_end), 182.19260);
        near(read.at(district.pipe_x2_end), 168.86692);
        near(read.energy(district.network, district.x3_boiler), 0.18720);
        near(read.at(district.pv[1]) * 7, 830.064659);
        near(read.energy(district.network, district.chp_export) + read.energy(district.network, district.pv_export),
             122.7156);
    }
}

TEST(HospitalChp, EngineAndLifeCycleCostAgreeWithBothSolvers) {
    const auto hospital = hospital_chp(true);
    const network::LinearProblem problem(hospital.network);
    for (const auto& solver : {solve::make_highs(solve::HighsMethod::automatic), solve::make_piqp()}) {
        const auto solution = solved(hospital.network, *solver);
        EXPECT_NEAR(network::Readout(problem, solution.result.x).at(hospital.chp), 263.523, 0.01)
            << solution.result.method;
        EXPECT_NEAR(solution.check.cost, 11'112'845, 2) << solution.result.method;
    }
}

TEST(HospitalChp, WithoutTheEngine) {
    const auto solution = solved(hospital_chp(false).network, *solve::make_highs(solve::HighsMethod::automatic));
    EXPECT_NEAR(solution.check.cost, 11'770'637, 2);
}

}  // namespace
}  // namespace gaiku
