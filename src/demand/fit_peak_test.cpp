#include "demand/fit_peak.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

namespace gaiku {
namespace {

/// A day of 10 full and 14 low hours, every day.
HourlyYear days_of(double high, double low) {
    HourlyYear year;
    for (std::size_t i = 0; i < hours_of_year; ++i) year.push_back(i % 24 >= 8 && i % 24 < 18 ? high : low);
    const double sum = std::accumulate(year.begin(), year.end(), 0.0);
    for (double& hour : year) hour /= sum;
    return year;
}

double highest(const HourlyYear& year) {
    return *std::max_element(year.begin(), year.end());
}

TEST(FitPeak, BendsTheHoursUntilTheHighestIsThePeakAndKeepsTheYear) {
    for (const double full_load_hours : {4000.0, 5000.0, 6500.0}) {
        HourlyYear year = days_of(1, 0.3);
        const PeakFit fit = fit_peak(year, 1 / full_load_hours);
        EXPECT_TRUE(fit.met) << full_load_hours;
        EXPECT_NEAR(highest(year) * full_load_hours, 1, 1e-9);
        EXPECT_NEAR(std::accumulate(year.begin(), year.end(), 0.0), 1, 1e-9);
        EXPECT_LT(year[0], year[8]) << "what was low stays low";
    }
}

TEST(FitPeak, LeavesTheHoursAloneWhereThePeakIsTheirsAlready) {
    HourlyYear year = days_of(1, 0.3);
    const HourlyYear before = year;
    EXPECT_NEAR(fit_peak(year, highest(year)).exponent, 1, 1e-9);
    for (std::size_t i = 0; i < year.size(); ++i) EXPECT_NEAR(year[i], before[i], 1e-15);
}

// 3,650 hours are at the top together, so no bending makes the peak as high as that of 3,000 hours.
TEST(FitPeak, SaysWhenThePeakCannotBeReached) {
    HourlyYear year = days_of(1, 0.3);
    const PeakFit fit = fit_peak(year, 1.0 / 3000);
    EXPECT_FALSE(fit.met);
    EXPECT_NEAR(1 / highest(year), 3650, 1) << "the nearest there is";
}

// Hours of 0.3 raised to 0.2 are 0.786: 3,650 + 5,110 x 0.786 = 7,666 full hours are the flattest there is.
TEST(FitPeak, StopsAtTheFlattestYear) {
    HourlyYear year = days_of(1, 0.3);
    const PeakFit fit = fit_peak(year, 1.0 / 8000);
    EXPECT_FALSE(fit.met);
    EXPECT_EQ(fit.exponent, lowest_exponent);
    EXPECT_NEAR(1 / highest(year), 7666, 1);
    EXPECT_NEAR(std::accumulate(year.begin(), year.end(), 0.0), 1, 1e-9);
}

TEST(FitPeak, LeavesAYearWithoutUseOrAPeakOfNothingAlone) {
    HourlyYear nothing(hours_of_year, 0.0);
    EXPECT_FALSE(fit_peak(nothing, 1.0 / 4000).met);
    EXPECT_EQ(highest(nothing), 0);
    HourlyYear year = days_of(1, 0.3);
    const HourlyYear before = year;
    EXPECT_FALSE(fit_peak(year, 0).met);
    EXPECT_EQ(year, before);
}

TEST(FitPeak, KeepsHoursWithoutUse) {
    HourlyYear year = days_of(1, 0);
    (void)fit_peak(year, 1.0 / 8000);
    EXPECT_EQ(year[0], 0);
}

}  // namespace
}  // namespace gaiku
