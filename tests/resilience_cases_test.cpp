#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "network_plan_for_tests.h"
#include "report/resilience_sheets.h"

// A municipality is told for how long its shelters have power: from the file to the figure, against what follows by
// hand (cases/resilience/README.md).
namespace gaiku {
namespace {

using resilience::Survival;

const Survival& survival_in(const Plan& plan, std::size_t scenario) {
    static const Survival none;
    if (scenario >= plan.scenarios.size() || !plan.scenarios[scenario].survival) {
        ADD_FAILURE() << "no outages in scenario " << scenario;
        return none;
    }
    return *plan.scenarios[scenario].survival;
}

double probability(const Survival& survival, double hours) {
    const auto at = std::find(survival.hours.begin(), survival.hours.end(), hours);
    if (at != survival.hours.end())
        return survival.all.probability.at(static_cast<std::size_t>(at - survival.hours.begin()));
    ADD_FAILURE() << hours << " h are not told";
    return NAN;
}

TEST(ResilienceCases, AGeneratorThatMayFailMeetsItsClosedForm) {
    const Plan plan = plan_case("resilience/closed_form.yaml");
    const Survival& is = survival_in(plan, 0);
    constexpr double there = 0.98 * 0.9, lasts = 0.99;
    EXPECT_NEAR(probability(is, 4), 1, 1e-12);
    EXPECT_NEAR(probability(is, 5), there * lasts, 1e-12);
    EXPECT_NEAR(probability(is, 24), there * std::pow(lasts, 20), 1e-12);
    EXPECT_NEAR(probability(is, 27), there * std::pow(lasts, 23), 1e-12);
    EXPECT_EQ(probability(is, 30), 0);
    EXPECT_EQ(is.lasted, 0);
    EXPECT_TRUE(is.failures_exact());
    EXPECT_NEAR(is.without_failures.mean_hours, 28, 1e-9);
    EXPECT_NEAR(is.least_hours, 28, 1e-9);
    ASSERT_EQ(is.helps.size(), 3u);
    EXPECT_NEAR(is.helps[0].extra_hours, 20, 1e-9);    // a day of fuel, up to the horizon
    EXPECT_NEAR(is.helps[1].extra_hours, 0.01, 1e-6);  // a kWh
    EXPECT_NEAR(is.helps[2].extra_hours, 0, 1e-6);     // a kW of which nothing is asked
}

TEST(ResilienceCases, HeatAsksForPowerWhereGasOrWaterStop) {
    const Plan plan = plan_case("resilience/heat_beside_electricity.yaml");
    ASSERT_EQ(plan.scenarios.size(), 4u);
    const double hours[] = {10, 15, 10, 15};
    for (std::size_t s = 0; s < 4; ++s) {
        SCOPED_TRACE(plan.scenarios[s].id);
        const Survival& is = survival_in(plan, s);
        EXPECT_NEAR(is.all.mean_hours, hours[s], 1e-5);
        EXPECT_NEAR(is.least_hours, hours[s], 1e-5);
        ASSERT_EQ(is.helps.size(), 1u);
        EXPECT_NEAR(is.helps[0].extra_hours, hours[s] / 300, 1e-5);
    }
}

TEST(ResilienceCases, TheWorkbookTellsThem) {
    const Plan plan = plan_case("resilience/closed_form.yaml");
    for (const Language language : {Language::en, Language::ja}) {
        const std::vector<Sheet> sheets = resilience_sheets(plan, language);
        ASSERT_EQ(sheets.size(), 3u);
        const Sheet& survival = sheets[0];
        const auto day = std::find_if(survival.columns.begin(), survival.columns.end(),
                                      [](const Sheet::Column& column) { return column.title == "≥ 24 h (%)"; });
        ASSERT_NE(day, survival.columns.end());
        const auto& cell = survival.rows.at(0).at(static_cast<std::size_t>(day - survival.columns.begin()));
        EXPECT_NEAR(std::get<double>(cell), 72.1394, 5e-5);
        // All, without failures, winter, and 24 hours of the day.
        EXPECT_EQ(survival.rows.size(), 27u);
        EXPECT_EQ(sheets[1].rows.size(), 1u);
        EXPECT_EQ(sheets[2].rows.size(), 3u);
    }
}

}  // namespace
}  // namespace gaiku
