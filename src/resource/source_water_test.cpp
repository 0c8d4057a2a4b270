#include "resource/source_water.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

namespace gaiku {
namespace {

Weather of_mean(double air_c) {
    Weather weather;
    weather.temperature_c.assign(hours_of_year, air_c);
    return weather;
}

TEST(SourceWater, IsColdestInFebruaryAndWarmestInAugust) {
    const auto river = source_water_c(SourceWater::river, of_mean(15));
    const auto [low, high] = std::minmax_element(river.begin(), river.end());
    EXPECT_NEAR(*low, 8, 1e-3);
    EXPECT_NEAR(*high, 26, 1e-3);
    EXPECT_NEAR(static_cast<double>(low - river.begin()) / 24, 45.6, 0.1) << "day, in the middle of February";
    EXPECT_EQ(source_water_c(SourceWater::canal, of_mean(15)), river);
    EXPECT_NEAR(std::accumulate(river.begin(), river.end(), 0.0) / 8760, 17, 1e-9);
}

TEST(SourceWater, GroundAndWellFollowTheYearsMeanAir) {
    const auto ground = source_water_c(SourceWater::ground, of_mean(12));
    EXPECT_NEAR(*std::min_element(ground.begin(), ground.end()), 12, 1e-3);
    EXPECT_NEAR(*std::max_element(ground.begin(), ground.end()), 14, 1e-3);
    const auto well = source_water_c(SourceWater::well, of_mean(12));
    EXPECT_DOUBLE_EQ(well.front(), 13);
    EXPECT_DOUBLE_EQ(well[5000], 13);
    EXPECT_NEAR(*std::min_element(ground.begin(), ground.end()) + 2, 14, 1e-3);
    const auto sewage = source_water_c(SourceWater::sewage, of_mean(12));
    EXPECT_NEAR(*std::min_element(sewage.begin(), sewage.end()), 16, 1e-3);
}

}  // namespace
}  // namespace gaiku
