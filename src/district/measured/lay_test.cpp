#include "district/measured/lay.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "district/measured/year_for_tests.h"

namespace gaiku {
namespace {

using namespace std::chrono;

/// A year whose power says which day it is of: days since its first, plus a tenth for each half-hour.
MeasuredYear numbered_year(sys_days first, int count, int interval_min = 60) {
    MeasuredYear year;
    year.first = first;
    year.interval_min = interval_min;
    const auto per_day = static_cast<int>(year.per_day());
    for (int i = 0; i < count * per_day; ++i) {
        const int day = i / per_day;
        year.kw.push_back(day + 0.001 * (i % per_day));
    }
    year.filled.assign(year.kw.size(), false);
    return year;
}

sys_days day_taken(const MeasuredYear& year, const std::vector<double>& laid, sys_days of) {
    const auto day = (of - sys_days(year_month_day(of).year() / 1 / 1)).count();
    return year.first + days(static_cast<int>(laid[static_cast<std::size_t>(day) * year.per_day()]));
}

/// Days between two dates on the circle of a year, 29 February half-way between its neighbours.
double days_apart(sys_days a, sys_days b) {
    const auto place = [](sys_days day) {
        const year_month_day date(day);
        if (date.month() == February && date.day() == std::chrono::day(29)) return 58.5;
        const sys_days of_2023 = sys_days(2023y / date.month() / date.day());
        return static_cast<double>((of_2023 - sys_days(2023y / January / 1)).count());
    };
    const double distance = std::abs(place(a) - place(b));
    return std::min(distance, 365 - distance);
}

// Beside a search through every measured day: the one that is taken is of the type, none is nearer, and of two as near
// it is the earlier in the file.
TEST(LayOntoCalendar, NoDayOfTheTypeIsNearer) {
    for (const auto& [first, count] : {std::pair{sys_days(2023y / April / 1), 366},
                                       {sys_days(2024y / January / 1), 366},
                                       {sys_days(2022y / October / 17), 365}}) {
        const MeasuredYear year = numbered_year(first, count);
        const auto laid = lay_onto_calendar(year, 2026, test::weekends);
        for (int d = 0; d < 365; ++d) {
            const sys_days day = sys_days(2026y / January / 1) + days(d);
            sys_days best = first;
            double nearest = 1000;
            for (int k = 0; k < count; ++k) {
                const sys_days one = first + days(k);
                if (test::weekends(one) != test::weekends(day) || days_apart(one, day) >= nearest) continue;
                nearest = days_apart(one, day);
                best = one;
            }
            EXPECT_EQ(day_taken(year, laid, day), best) << d << " of a year of " << count;
        }
    }
}

// An office measured from April 2023 on, planned for 2026: a Monday must not get the load of a Sunday.
TEST(LayOntoCalendar, EachDayTakesTheNearestOfItsType) {
    const MeasuredYear year = numbered_year(2023y / April / 1, 366);
    const auto laid = lay_onto_calendar(year, 2026, test::weekends);
    ASSERT_EQ(laid.size(), 8760u);
    for (int d = 0; d < 365; ++d) {
        const sys_days day = sys_days(2026y / January / 1) + days(d);
        const sys_days taken = day_taken(year, laid, day);
        EXPECT_EQ(test::weekends(taken), test::weekends(day)) << d;
        const year_month_day date(taken);
        const int of_year = static_cast<int>((sys_days(2026y / date.month() / 1) - sys_days(2026y / 1 / 1)).count()) +
                            static_cast<int>(static_cast<unsigned>(date.day())) - 1;
        const int apart = std::abs(of_year - d);
        EXPECT_LE(std::min(apart, 365 - apart), 3) << "the next Saturday or Sunday is at most three days away";
    }
    // 1 January 2026 is a Thursday, 1 January 2024 a Monday: the same date serves, from the year's other end.
    EXPECT_EQ(day_taken(year, laid, 2026y / January / 1), sys_days(2024y / January / 1));
    // 28 February 2026 is a Saturday; the nearest measured ones are those of 24 February and 2 March 2024.
    EXPECT_EQ(day_taken(year, laid, 2026y / February / 28), sys_days(2024y / March / 2));
}

// A leap year's 29 February, a Thursday, stands nearer to 1 March (a Sunday in 2026) than no other; it is used where it
// is the nearest of its type and never makes the planned year longer.
TEST(LayOntoCalendar, ALeapDayIsOneToChooseAmongOthers) {
    const MeasuredYear year = numbered_year(2024y / January / 1, 366);
    const auto only_the_leap_day = [](sys_days day) {
        const year_month_day date(day);
        const bool planned = date == 2026y / March / 1 || date == 2026y / February / 28;
        return planned || (date.month() == February && date.day() == 29d) ? DayType::saturday : DayType::weekday;
    };
    const auto laid = lay_onto_calendar(year, 2026, only_the_leap_day);
    ASSERT_EQ(laid.size(), 8760u);
    EXPECT_EQ(day_taken(year, laid, 2026y / March / 1), sys_days(2024y / February / 29));
    EXPECT_EQ(day_taken(year, laid, 2026y / February / 28), sys_days(2024y / February / 29));
    EXPECT_EQ(day_taken(year, laid, 2026y / March / 2), sys_days(2024y / March / 2));
}

TEST(LayOntoCalendar, WithoutACalendarYearEachTakesTheDayOfItsDate) {
    const MeasuredYear year = numbered_year(2023y / April / 1, 366);
    const auto laid = lay_onto_calendar(year, std::nullopt, test::weekends);
    EXPECT_EQ(day_taken(year, laid, 2023y / January / 1), sys_days(2024y / January / 1));
    EXPECT_EQ(day_taken(year, laid, 2023y / April / 1), sys_days(2023y / April / 1));
    EXPECT_EQ(day_taken(year, laid, 2023y / March / 1), sys_days(2024y / March / 1));
}

// Contract demand is paid by the half-hour: where the plan steps by it, the measured peak is the planned peak.
TEST(MeansOfSteps, KeepThePeakWhereTheStepIsTheInterval) {
    std::vector<double> half_hours(17520, 100);
    half_hours[5001] = 900;
    const auto same = means_of_steps(half_hours, 0.5, {17520, 0.5});
    EXPECT_EQ(same, half_hours);
    const auto hourly = means_of_steps(half_hours, 0.5, {8760, 1});
    EXPECT_DOUBLE_EQ(hourly[2500], 500) << "an hour is the mean of its half-hours";
    const auto quarters = means_of_steps(half_hours, 0.5, {35040, 0.25});
    EXPECT_DOUBLE_EQ(*std::max_element(quarters.begin(), quarters.end()), 900) << "held";
    EXPECT_DOUBLE_EQ(quarters[10002], 900);
    EXPECT_DOUBLE_EQ(quarters[10003], 900);
    EXPECT_DOUBLE_EQ(quarters[10004], 100);
}

TEST(MeansOfSteps, KeepTheEnergyWithStepsThatDoNotFit) {
    std::vector<double> hourly(8760);
    double kwh = 0;
    for (std::size_t i = 0; i < hourly.size(); ++i) kwh += hourly[i] = static_cast<double>(i % 24);
    const auto forty_minutes = means_of_steps(hourly, 1, {13140, 2.0 / 3});
    double sum = 0;
    for (const double kw : forty_minutes) sum += kw * 2 / 3;
    EXPECT_NEAR(sum, kwh, 1e-6 * kwh) << "times are sums of two thirds, rounded";
    EXPECT_EQ(means_of_steps(hourly, 1, {17520, 1})[8760 + 5], 5) << "a second year begins again";
}

}  // namespace
}  // namespace gaiku
