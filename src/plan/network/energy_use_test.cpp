#include "plan/network/energy_use.h"

#include "technology/town_for_tests.h"

// A building of a thousand times the electricity, or of a thousandth, is a slip of a unit: a planner who is not told
// buys a substation for it.
namespace gaiku::energy_use_test {
namespace {

using testing::HasSubstr;

/// What is said of an office of 1,000 m2, of which 61 to 250 kWh a year and m2 are usual: told below 61 / 3 = 20.33 and
/// above 3 x 250 = 750.
std::vector<Finding> told(const std::string& office, const std::string& hours = "'8,760'") {
    Findings findings;
    (void)test::bench().read("buildings: {homes: ~, office: {name: Office, use: office, floor_area: '1,000 m2', " +
                                 office +
                                 "}}\n"
                                 "plan: {method: network, hours: " +
                                 hours +
                                 ", year: 2023}\n"
                                 "environment: ~\nscenarios: [{id: one}]\n"
                                 "economics: {value_of_own_generation: ~, margin_on_demand: ~, annuity: 10 %}\n",
                             findings, warn_of_energy_use);
    for (const auto& finding : findings.all()) {
        if (finding.code != "unusual") ADD_FAILURE() << print_finding(finding, Language::en);
    }
    return findings.all();
}

TEST(EnergyUse, IsToldBeyondThreeTimesTheRange) {
    EXPECT_TRUE(told("electricity: '749,000 kWh/year'").empty());
    EXPECT_TRUE(told("electricity: '20,400 kWh/year'").empty());
    const auto high = told("electricity: '751,000 kWh/year'");
    ASSERT_EQ(high.size(), 1u);
    EXPECT_EQ(high[0].code, "unusual");
    EXPECT_EQ(high[0].severity, Severity::warning);
    EXPECT_THAT(high[0].expected.en, HasSubstr("here are 751: 3 times the highest"));
    const auto low = told("electricity: '20,300 kWh/year'");
    ASSERT_EQ(low.size(), 1u);
    EXPECT_THAT(low[0].expected.en, HasSubstr("here are 20.3: the lowest is 3 times that"));
}

// 3,600 MJ/m2 a year are 1,000 kWh/m2: four times the highest. Floor areas say it without an hour of the plan, so that
// a plan of a day says it, too.
TEST(EnergyUse, OfFloorAreasIsToldInAPlanOfADay) {
    for (const char* hours : {"'8,760'", "24"}) {
        const auto all = told("electricity_per_area: '3,600 MJ/m2/year'", hours);
        ASSERT_EQ(all.size(), 1u) << hours;
        EXPECT_THAT(all[0].expected.en, HasSubstr("here are 1,000: 4 times the highest")) << hours;
        EXPECT_EQ(all[0].value, "1,000,000 kWh/year, 1,000 m2") << hours;
    }
}

// 700 kWh/m2 of its own and 720 MJ/m2 = 200 kWh/m2 of hot water by electric heaters of 100 %: 900. The heaters' share
// is known only of a whole year's hours.
TEST(EnergyUse, CountsWhatElectricWaterHeatersDraw) {
    const std::string heaters =
        "electricity: '700,000 kWh/year', hot_water_per_area: 720 MJ/m2/year, hot_water_by: electricity, "
        "hot_water_efficiency: 100 %";
    const auto all = told(heaters);
    ASSERT_EQ(all.size(), 1u);
    EXPECT_THAT(all[0].expected.en, HasSubstr("here are 900: 3.6 times the highest"));
    EXPECT_TRUE(told(heaters, "24").empty()) << "700 kWh/m2 alone";
}

// 100 kW at all hours are 876,000 kWh: 876 kWh/m2. Of a day nothing is known of the year.
TEST(EnergyUse, SumsGivenPowerOfAWholeYearOnly) {
    const std::string power = "demands: {light: {carrier: electricity, power: 100 kW}}";
    const auto all = told(power);
    ASSERT_EQ(all.size(), 1u);
    EXPECT_THAT(all[0].expected.en, HasSubstr("here are 876: 3.5 times the highest"));
    EXPECT_TRUE(told(power, "24").empty());
}

// The range that a district writes itself is the one that counts: 300 to 400 of its own book, 800 within three times.
TEST(EnergyUse, TakesTheDistrictsOwnRange) {
    EXPECT_EQ(told("electricity: '800,000 kWh/year'").size(), 1u);
    EXPECT_TRUE(
        told("electricity: '800,000 kWh/year'}}\ndata: {energy_use_ranges: {office: {high: 400 kWh/m2/year}").empty());
}

}  // namespace
}  // namespace gaiku::energy_use_test
