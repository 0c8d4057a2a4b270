#include "demand/mean_days.h"

#include <gtest/gtest.h>

namespace gaiku {
namespace {

/// A year whose days have the power `kw` of their hour and day.
template <class Kw>
MeanDays year(const std::vector<bool>& days_off, double step_hours, Kw kw) {
    MeanDays days(days_off);
    const auto steps = static_cast<int>(8760 / step_hours);
    for (int t = 0; t < steps; ++t) days.add(t * step_hours, step_hours, kw(t * step_hours));
    return days;
}

std::vector<bool> every_seventh() {
    std::vector<bool> off(365);
    for (std::size_t day = 6; day < off.size(); day += 7) off[day] = true;
    return off;
}

TEST(MeanDays, WeekdaysAndDaysOffStayApart) {
    const auto off = every_seventh();
    const auto days = year(off, 1, [&](double hour) {
        return off[static_cast<std::size_t>(hour / 24)] ? 5.0 : static_cast<double>(static_cast<int>(hour) % 24);
    });
    for (const DaySeason season : day_seasons) {
        for (std::size_t hour = 0; hour < 24; ++hour) {
            EXPECT_DOUBLE_EQ(days.of(season, false)->at(hour), static_cast<double>(hour));
            EXPECT_DOUBLE_EQ(days.of(season, true)->at(hour), 5);
        }
    }
}

TEST(MeanDays, SeasonsAreThoseOfTheirMonths) {
    const auto days = year({}, 1, [](double hour) { return static_cast<double>(month_of_year(hour)) + 1; });
    // June to September have 30, 31, 31 and 30 days.
    EXPECT_NEAR(days.of(DaySeason::summer, false)->at(12), (6 * 30 + 7 * 31 + 8 * 31 + 9 * 30) / 122.0, 1e-12);
    EXPECT_NEAR(days.of(DaySeason::winter, false)->at(0), (12 * 31 + 1 * 31 + 2 * 28 + 3 * 31) / 121.0, 1e-12);
    EXPECT_FALSE(days.of(DaySeason::summer, true)) << "a plan without weekdays has no days off";
}

TEST(MeanDays, StepsOfAnyLengthFallOnTheHoursOfTheClock) {
    const auto kw = [](double hour) { return static_cast<int>(hour) % 24 < 12 ? 1.0 : 3.0; };
    for (const double step_hours : {0.25, 0.5, 1.0, 2.0, 4.0, 12.0}) {
        const auto days = year({}, step_hours, kw);
        EXPECT_NEAR(days.of(DaySeason::between, false)->at(11), 1, 1e-12) << step_hours;
        EXPECT_NEAR(days.of(DaySeason::between, false)->at(12), 3, 1e-12) << step_hours;
    }
}

TEST(MeanDays, APlanOfAFewHoursHasNoDay) {
    MeanDays days({});
    for (int hour = 0; hour < 23; ++hour) days.add(hour, 1, 1);
    EXPECT_FALSE(days.of(DaySeason::winter, false));
    days.add(23, 1, 1);
    EXPECT_TRUE(days.of(DaySeason::winter, false));
    EXPECT_FALSE(days.of(DaySeason::summer, false));
}

}  // namespace
}  // namespace gaiku
