#include "resource/monthly_weather.h"

#include <gtest/gtest.h>

#include "resource/climate_table.h"

namespace gaiku {
namespace {

TEST(MonthlyWeather, HasTheMeansThatItWasGiven) {
    const Tables tables;
    const auto pattern = climate_year(6, tables);
    MonthlyMeans means;
    const auto temperature = monthly_means(pattern->temperature_c), global = monthly_means(pattern->global_w_m2);
    for (std::size_t month = 0; month < 12; ++month) {
        means.temperature_c[month] = temperature[month] + 2;
        means.global_kwh_m2_day[month] = global[month] * 24 / 1000 * 0.95;
    }
    const auto weather = monthly_weather(means, *pattern);
    const auto got_c = monthly_means(weather->temperature_c), got_w = monthly_means(weather->global_w_m2);
    for (std::size_t month = 0; month < 12; ++month) {
        EXPECT_NEAR(got_c[month], means.temperature_c[month], 1e-9) << month;
        EXPECT_NEAR(got_w[month] * 24 / 1000, means.global_kwh_m2_day[month], 1e-9) << month;
    }
    EXPECT_NEAR(weather->diffuse_w_m2[12], pattern->diffuse_w_m2[12] * 0.95, 1e-9) << "shares stay";
}

TEST(MonthlyWeather, OfThePatternsOwnMeansIsThePattern) {
    const Tables tables;
    const auto pattern = climate_year(8, tables);
    MonthlyMeans means;
    means.temperature_c = monthly_means(pattern->temperature_c);
    for (std::size_t month = 0; month < 12; ++month)
        means.global_kwh_m2_day[month] = monthly_means(pattern->global_w_m2)[month] * 24 / 1000;
    const auto weather = monthly_weather(means, *pattern);
    for (std::size_t hour = 0; hour < hours_of_year; ++hour) {
        ASSERT_NEAR(weather->temperature_c[hour], pattern->temperature_c[hour], 1e-9);
        ASSERT_NEAR(weather->direct_normal_w_m2[hour], pattern->direct_normal_w_m2[hour], 1e-6);
    }
}

}  // namespace
}  // namespace gaiku
