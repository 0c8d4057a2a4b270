#include "report/hourly_csv.h"

#include "base/csv.h"
#include "report/plan_for_tests.h"

namespace gaiku {
namespace {

TEST(HourlyCsv, HoldsEveryHourOfEveryPlannedScenarioWithItsUnit) {
    const Plan plan = test::plan();
    Findings findings;
    const Csv csv = read_csv(hourly_csv(plan), "hourly.csv", findings);
    ASSERT_TRUE(findings.empty());
    EXPECT_EQ(csv.header.fields, (std::vector<std::string>{"scenario", "hour", "kind", "name", "value", "unit"}));
    ASSERT_EQ(csv.rows.size(), 2 * 24 * 4u) << "demand, two plants and the battery of two planned scenarios";
    for (const auto& row : csv.rows) {
        EXPECT_EQ(row.fields[5], row.fields[2] == "battery_level_at_end" ? "kWh" : "kW");
        EXPECT_NE(row.fields[0].substr(0, 5), "later") << "a failed scenario has no hours";
    }
}

// A purchase of nothing is no sale.
TEST(HourlyCsv, NothingHasNoSign) {
    Plan plan = test::plan();
    plan.scenarios.at(0).demand_kw[0] = -0.0;
    Findings findings;
    EXPECT_EQ(read_csv(hourly_csv(plan), "hourly.csv", findings).rows[0].fields[4], "0");
}

TEST(HourlyCsv, NumbersAreThoseOfThePlanToTheLastDigit) {
    const Plan plan = test::plan();
    Findings findings;
    const Csv csv = read_csv(hourly_csv(plan), "hourly.csv", findings);
    const auto& scenario = plan.scenarios.at(0);
    for (std::size_t hour = 0; hour < 24; ++hour) {
        const auto value = [&](std::size_t row) { return std::stod(csv.rows[4 * hour + row].fields[4]); };
        EXPECT_EQ(csv.rows[4 * hour].fields[1], std::to_string(hour));
        EXPECT_EQ(value(0), scenario.demand_kw[hour]);
        EXPECT_EQ(value(1), scenario.supply[0].kw[hour]);
        EXPECT_EQ(value(2), scenario.supply[1].kw[hour]);
        EXPECT_EQ(value(3), scenario.sizing.battery_level_kwh[hour + 1]);
    }
}

}  // namespace
}  // namespace gaiku
