#include "resource/sun.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace gaiku {
namespace {

constexpr double degrees = 180 / std::numbers::pi;

// The worked example of I. Reda and A. Andreas, Solar Position Algorithm for Solar Radiation Applications
// (NREL/TP-560-34302, 2008): 17 October 2003, 12:30:30, UTC-7, 39.742476 N 105.1786 W; before refraction 39.872046
// degrees of altitude, azimuth 194.340241 from north. Ours is a simpler algorithm: 0.02 degrees.
TEST(Sun, StandsWhereNrelsExampleHasIt) {
    constexpr double midnight = 1384.5;  // 17 October 2003 0:00, days after J2000.0
    const SunPosition sun = sun_position(39.742476, -105.1786, midnight + (12 + 30.5 / 60 + 7) / 24);
    EXPECT_NEAR(sun.altitude_rad * degrees, 39.872046, 0.02);
    EXPECT_NEAR(sun.azimuth_rad * degrees, 194.340241 - 180, 0.02);
}

TEST(Sun, RisesInTheEastAndSetsInTheWest) {
    const SunPosition morning = sun_position(35, 135, planning_year_days(80 * 24 + 8, 9));
    const SunPosition evening = sun_position(35, 135, planning_year_days(80 * 24 + 16, 9));
    EXPECT_LT(morning.azimuth_rad, -0.5);
    EXPECT_GT(evening.azimuth_rad, 0.5);
}

TEST(Sun, OfAnHourWithAnySunIsNeverBelowTheHorizon) {
    const auto sun = sun_of_hours(34.66, 133.92, 9);
    for (std::size_t hour = 0; hour < sun.size(); ++hour) {
        const double begin = sun_position(34.66, 133.92, planning_year_days(static_cast<double>(hour), 9)).altitude_rad;
        const double end =
            sun_position(34.66, 133.92, planning_year_days(static_cast<double>(hour) + 1, 9)).altitude_rad;
        if (std::max(begin, end) > 0) {
            ASSERT_GT(sun[hour].altitude_rad, 0) << "hour " << hour;
        }
    }
}

}  // namespace
}  // namespace gaiku
