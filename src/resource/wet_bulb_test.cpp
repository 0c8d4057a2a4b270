#include "resource/wet_bulb.h"

#include <gtest/gtest.h>

#include "resource/climate_table.h"

namespace gaiku {
namespace {

// Saturation pressures as steam tables print them.
TEST(WetBulb, WaterBoilsAt100DegreesAtSeaLevel) {
    EXPECT_NEAR(saturation_pressure_pa(100), 101'325, 150);
    EXPECT_NEAR(saturation_pressure_pa(20), 2339, 1);
    EXPECT_NEAR(saturation_pressure_pa(-10), 259.9, 0.1);
    EXPECT_NEAR(standard_pressure_pa(500), 95'461, 10) << "ASHRAE 2017, chapter 1, table 1";
}

// 30 degC and half saturated is 22.0 degC wet (psychrometric charts at sea level).
TEST(WetBulb, OfAMuggyAfternoon) {
    const double humidity = humidity_ratio(30, 0.5, 101'325);
    EXPECT_NEAR(humidity, 0.0133, 0.0001);
    EXPECT_NEAR(wet_bulb_c(30, humidity, 101'325), 22.0, 0.1);
    EXPECT_DOUBLE_EQ(wet_bulb_c(30, humidity_ratio(30, 1.0, 101'325), 101'325), 30);
}

TEST(WetBulb, LiesBetweenDewPointAndAirAllYear) {
    const Tables tables;
    for (int region = 1; region <= 8; ++region) {
        const auto weather = climate_year(region, tables);
        const auto wet = wet_bulb_c(*weather);
        for (std::size_t i = 0; i < hours_of_year; ++i) {
            ASSERT_LE(wet[i], weather->temperature_c[i]) << "region " << region << " hour " << i;
            ASSERT_GT(wet[i], weather->temperature_c[i] - 20) << "region " << region << " hour " << i;
            // Saturated air of the wet bulb's temperature holds more than there is. (Air that is saturated already may
            // stand a little above that: the tables are rounded, and frost forms late.)
            if (wet[i] < weather->temperature_c[i]) {
                ASSERT_GE(humidity_ratio(wet[i], 1, standard_pressure_pa(0)), weather->humidity_kg_per_kg[i])
                    << "region " << region << " hour " << i;
            }
        }
    }
}

}  // namespace
}  // namespace gaiku
