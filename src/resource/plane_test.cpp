#include "resource/plane.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <numeric>

#include "resource/climate_table.h"

namespace gaiku {
namespace {

const SunPosition south_45{45 * rad, 0};
const SunPosition west_30{30 * rad, 90 * rad};

TEST(Plane, FacesTheSun) {
    EXPECT_NEAR(cos_incidence(south_45, {.tilt_deg = 45}), 1, 1e-12);
    EXPECT_NEAR(cos_incidence(south_45, {.tilt_deg = 0}), std::sin(45 * rad), 1e-12);
    EXPECT_NEAR(cos_incidence(west_30, {.tilt_deg = 60, .direction_deg = 90}), 1, 1e-12) << "west is positive";
    EXPECT_LT(cos_incidence(west_30, {.tilt_deg = 60, .direction_deg = -90}), 0) << "the sun is behind it";
}

TEST(Plane, GetsDirectSkyAndGround) {
    const double day = 80;
    EXPECT_NEAR(on_plane_w_m2({.tilt_deg = 45}, south_45, 800, 100, 0, static_cast<int>(day)),
                800 + 100 * (1 + std::cos(45 * rad)) / 2, 1e-9);
    EXPECT_NEAR(on_plane_w_m2({.tilt_deg = 90, .direction_deg = 180}, south_45, 800, 100, 600, 80), 50, 1e-9)
        << "a north wall sees half the sky";
    EXPECT_NEAR(on_plane_w_m2({.tilt_deg = 90, .direction_deg = 180, .albedo = 0.2}, south_45, 800, 100, 600, 80),
                50 + 0.2 * 600 / 2, 1e-9);
}

TEST(Plane, HayDaviesPutsMoreOfTheSkyWhereTheSunIs) {
    const Plane even{.tilt_deg = 30}, bright{.tilt_deg = 30, .sky = Sky::hay_davies};
    EXPECT_GT(on_plane_w_m2(bright, south_45, 800, 100, 0, 80), on_plane_w_m2(even, south_45, 800, 100, 0, 80));
    EXPECT_DOUBLE_EQ(on_plane_w_m2(bright, south_45, 0, 100, 0, 80), on_plane_w_m2(even, south_45, 0, 100, 0, 80))
        << "overcast";
    const Plane flat{.tilt_deg = 0, .sky = Sky::hay_davies};
    EXPECT_NEAR(on_plane_w_m2(flat, south_45, 800, 100, 0, 80), 800 * std::sin(45 * rad) + 100, 1e-9);
}

// The Earth is nearest in the first days of January, farthest in July: 3.3 % either way.
TEST(Plane, OutsideTheAirFollowsTheEarthsDistance) {
    EXPECT_NEAR(extraterrestrial_w_m2(3), 1361 * 1.034, 3);
    EXPECT_NEAR(extraterrestrial_w_m2(185), 1361 * 0.967, 3);
}

TEST(Plane, ASouthRoofGetsMoreOfTheYearThanAFlatOneAndANorthRoof) {
    const Tables tables;
    const auto weather = climate_year(6, tables);
    const auto year = [&](const Plane& plane) {
        const auto hours = on_plane_w_m2(plane, *weather);
        return std::accumulate(hours.begin(), hours.end(), 0.0) / 1000;
    };
    const double flat = std::accumulate(weather->global_w_m2.begin(), weather->global_w_m2.end(), 0.0) / 1000;
    EXPECT_NEAR(year({.tilt_deg = 0}), flat, 0.005 * flat) << "means of hours lose little against the instants";
    EXPECT_GT(year({.tilt_deg = 30}), 1.05 * flat);
    EXPECT_LT(year({.tilt_deg = 30, .direction_deg = 180}), 0.85 * flat);
}

}  // namespace
}  // namespace gaiku
