#include "demand/day_demand.h"

#include <numeric>

#include "district/machine_for_tests.h"

namespace gaiku {
namespace {

using test::good;
using test::tables;

double sum(const Day& day) {
    return std::accumulate(day.begin(), day.end(), 0.0);
}

const std::string evening = "profiles: {evening: {hours: [0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,3,1,0,0,0,0]}}\n";

TEST(DayProfile, IsAShareOfTheDayWhateverItsNumbersAddUpTo) {
    const Day day = day_profile("evening", good(evening), tables());
    EXPECT_DOUBLE_EQ(day[18], 0.75);
    EXPECT_DOUBLE_EQ(day[19], 0.25);
    EXPECT_DOUBLE_EQ(sum(day), 1);
}

TEST(DayProfile, IsFoundInBothShippedTables) {
    const District district = good("");
    EXPECT_DOUBLE_EQ(day_profile("flat", district, tables())[5], 1.0 / 24);
    EXPECT_NEAR(sum(day_profile("household", district, tables())), 1, 1e-12);
    EXPECT_NEAR(sum(day_profile("hospital_ward", district, tables())), 1, 1e-12);
}

TEST(DayProfile, OfTheDistrictWinsOverAShippedOneOfTheSameName) {
    const Day day = day_profile(
        "flat", good("profiles: {flat: {hours: [1,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0]}}"), tables());
    EXPECT_EQ(day[0], 1);
}

TEST(DayProfile, TakesAnHourThatTheDistrictReplaces) {
    const Day day = day_profile("flat", good("data: {day_profiles: {'0': {flat: 1}}}"), tables());
    EXPECT_GT(day[0], 0.5) << "1 beside 23 hours of 1/24 is 24/47";
    EXPECT_NEAR(sum(day), 1, 1e-12);
}

TEST(DayProfile, WithoutANameOrEnergyIsAnError) {
    EXPECT_THROW((void)day_profile("none", good(""), tables()), std::runtime_error);
}

TEST(DayDemand, IsHouseholdsTimesTheirYearSpreadOverTheProfile) {
    const Day day = day_demand(good(""), tables());  // 10 households x 3,650 kWh/year, flat
    for (const double kw : day) EXPECT_NEAR(kw, 100.0 / 24, 1e-12);
}

TEST(DayDemand, AddsBuildingsHourByHour) {
    const Day day = day_demand(
        good(evening + "buildings: {hall: {use: hall, electricity: 40 kWh/day, electricity_profile: evening}}"),
        tables());
    EXPECT_NEAR(day[18], 100.0 / 24 + 30, 1e-12);
    EXPECT_NEAR(day[19], 100.0 / 24 + 10, 1e-12);
    EXPECT_NEAR(sum(day), 140, 1e-12);
}

TEST(DayDemand, OfABuildingIsItsElectricityInAnyUnit) {
    for (const char* electricity : {"36,500 kWh/year", "100 kWh/day", "36.5 MWh/year", "131.4 GJ/year"}) {
        const Day day = day_demand(good("buildings: {homes: null, shop: {use: retail, electricity: '" +
                                        std::string(electricity) + "', electricity_profile: flat}}"),
                                   tables());
        EXPECT_NEAR(sum(day), 100, 1e-9) << electricity;
    }
}

}  // namespace
}  // namespace gaiku
