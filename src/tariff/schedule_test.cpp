#include "tariff/schedule.h"

#include <gtest/gtest.h>

// A window read wrongly moves kWh from one price to another on every day of the year.
namespace gaiku {
namespace {

TEST(Schedule, HoursGoOverMidnight) {
    EXPECT_EQ(parse_hours("8:00-22:00"), (std::vector<Minutes>{{480, 1320}}));
    EXPECT_EQ(parse_hours("22-8"), (std::vector<Minutes>{{0, 480}, {1320, 1440}}));
    EXPECT_EQ(parse_hours("18:30-20, 13-16"), (std::vector<Minutes>{{780, 960}, {1110, 1200}}));
    EXPECT_EQ(parse_hours("22-0"), (std::vector<Minutes>{{1320, 1440}}));
    EXPECT_EQ(parse_hours("0-24"), (std::vector<Minutes>{{0, 1440}}));
}

TEST(Schedule, WhatIsNoSpanIsRefused) {
    for (const char* text : {"", "8", "8-", "-8", "8-8", "24-8", "8-25", "8:60-9", "8-9,", "8-12, 11-13", "22-8, 7-9",
                             "+8-9", "8--9", "a-b", "8-9-10", "24:01-24"})
        EXPECT_FALSE(parse_hours(text)) << text;
}

TEST(Schedule, DatesAreThoseOfSomeYear) {
    EXPECT_EQ(parse_month_day("07-01"), (MonthDay{7, 1}));
    EXPECT_EQ(parse_month_day("2/29"), (MonthDay{2, 29}));
    for (const char* text : {"", "7", "13-01", "0-1", "02-30", "04-31", "2025-07-01", "7-", "-7-1"})
        EXPECT_FALSE(parse_month_day(text)) << text;
    EXPECT_EQ(parse_month_days("12-30, 12-31")->size(), 2u);
}

TEST(Schedule, DaysAreWords) {
    EXPECT_EQ(parse_days("weekday, saturday"), 0x3F);
    EXPECT_EQ(parse_days("sunday, holiday"), 0xC0);
    EXPECT_EQ(parse_days("all"), every_day);
    EXPECT_FALSE(parse_days("workday"));
    EXPECT_FALSE(parse_days(""));
}

}  // namespace
}  // namespace gaiku
