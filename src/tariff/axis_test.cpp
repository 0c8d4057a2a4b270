#include "tariff/axis.h"

#include <gtest/gtest.h>

#include <numeric>
#include <stdexcept>

// Hours counted in the wrong month or at the wrong time of day are charged at the wrong price.
namespace gaiku {
namespace {

using namespace std::chrono;

TEST(MeterAxis, PlanningYearHasTwelveWholeMonths) {
    const auto axis = MeterAxis::planning_year(2024, 0.5, 17'520, "Asia/Tokyo");  // a leap year: 29 February left out
    ASSERT_EQ(axis.months().size(), 12u);
    for (const auto& month : axis.months()) EXPECT_DOUBLE_EQ(month.part, 1) << month.month;
    EXPECT_EQ(axis.months()[1].count, 28u * 48);
    EXPECT_EQ(axis.at(0).weekday, 0) << "1 January 2024 was a Monday";
    const auto march = axis.at(axis.months()[2].first);
    EXPECT_EQ(march.date, (MonthDay{3, 1}));
    EXPECT_EQ(march.weekday, 4) << "1 March 2024 was a Friday";
    EXPECT_EQ(axis.at(17'519).minute, 23 * 60 + 30);
}

TEST(MeterAxis, PlanningYearKeepsStandardTimeButTheClockGoesForward) {
    const auto axis = MeterAxis::planning_year(2025, 1, 8'760, "America/New_York");
    const std::size_t july = 24 * (31 + 28 + 31 + 30 + 31 + 30);
    EXPECT_EQ(axis.at(0).minute, 0);
    EXPECT_EQ(axis.at(july).minute, 60) << "0:00 standard time is 1:00 in summer";
    EXPECT_EQ(axis.months()[6].first, july) << "months stay those of standard time";
    EXPECT_EQ(axis.months()[2].count, 744u);
}

TEST(MeterAxis, SouthernSummerToo) {
    const auto axis = MeterAxis::planning_year(2025, 1, 8'760, "Australia/Sydney");
    EXPECT_EQ(axis.months().size(), 12u);
    EXPECT_EQ(axis.at(0).minute, 60);
    EXPECT_EQ(axis.at(24 * 181).minute, 0);
}

TEST(MeterAxis, MeteredDaysHave23And25Hours) {
    const sys_seconds start = sys_days(2025y / January / 1) + 5h;  // midnight in New York
    const auto axis = MeterAxis::metered(start, 15min, 365 * 96, "America/New_York");
    ASSERT_EQ(axis.months().size(), 12u);
    EXPECT_EQ(axis.months()[2].count, (31u * 24 - 1) * 4) << "March: the clock goes forward";
    EXPECT_EQ(axis.months()[10].count, (30u * 24 + 1) * 4) << "November: and back";
    for (const auto& month : axis.months()) EXPECT_DOUBLE_EQ(month.part, 1) << month.month;
    EXPECT_EQ(axis.at(axis.months()[6].first).minute, 0);
}

TEST(MeterAxis, APartOfAMonthIsAPart) {
    const auto axis = MeterAxis::planning_year(2025, 1, 31 * 24 + 7 * 24, "Asia/Tokyo");
    ASSERT_EQ(axis.months().size(), 2u);
    EXPECT_DOUBLE_EQ(axis.months()[1].part, 0.25);
    EXPECT_DOUBLE_EQ(axis.months()[1].days, 7);
}

TEST(MeterAxis, WindowsFollowTheClock) {
    const auto axis = MeterAxis::planning_year(2025, 0.25, 96, "Asia/Tokyo");
    EXPECT_EQ(axis.window(0, 0.5), axis.window(1, 0.5));
    EXPECT_NE(axis.window(1, 0.5), axis.window(2, 0.5));
    EXPECT_EQ(axis.window(4, 1), axis.window(7, 1));
    EXPECT_NE(axis.window(0, 0.25), axis.window(1, 0.25));
    // A meter that starts at a quarter past: its first half-hour has one interval.
    const auto late = MeterAxis::metered(sys_days(2025y / May / 1) + 15min, 15min, 4, "UTC");
    EXPECT_NE(late.window(0, 0.5), late.window(1, 0.5));
    EXPECT_EQ(late.window(1, 0.5), late.window(2, 0.5));
}

TEST(MeterAxis, UnknownZonesAreRefused) {
    EXPECT_TRUE(is_time_zone("Asia/Tokyo"));
    EXPECT_TRUE(is_time_zone("UTC"));
    EXPECT_FALSE(is_time_zone("Asia/Tokio"));
    EXPECT_FALSE(is_time_zone(""));
    EXPECT_THROW((void)MeterAxis::planning_year(2025, 1, 24, "Mars/Olympus"), std::invalid_argument);
}

}  // namespace
}  // namespace gaiku
