#include <gtest/gtest.h>

#include <cmath>

#include "technology/technology.h"

// What someone who reads a schedule would see: a charge of -1e-9 kW, left of what an interior solution sends in a
// circle.
namespace gaiku {
namespace {

TEST(Schedule, WhatGoesInACircleLeavesNoRoundingBehind) {
    AssetSchedule schedule;
    const double circle = 4972247.625, next = std::nextafter(circle, 1e9);
    schedule.controls = {{circle, circle + 3, 0}, {next, circle, 5}};
    schedule.ports = {{"charge", "site", "electricity", {-circle, -(circle + 3), 0}},
                      {"discharge", "site", "electricity", {next, circle, 5}}};
    schedule.drop_circle(0, 1);
    EXPECT_EQ(schedule.controls[0], (std::vector<double>{0, 3, 0}));
    EXPECT_EQ(schedule.controls[1], (std::vector<double>{0, 0, 5}));
    EXPECT_EQ(schedule.ports[0].kw, (std::vector<double>{0, -3, 0}));
    EXPECT_EQ(schedule.ports[1].kw, (std::vector<double>{0, 0, 5}));
}

}  // namespace
}  // namespace gaiku
