#include "operate/building_cost.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "operate/district_for_tests.h"

namespace gaiku::operate::building_cost_test {
namespace {

using telemetry::Figure;
using telemetry::ms_a_slot;
using telemetry::TimeMs;
using testing::HasSubstr;

constexpr TimeMs begin = TimeMs{1'793'458'800'000};  // 2026-11-01T00:00 in Tokyo, a Sunday
constexpr std::size_t slots_a_day = 48;

/// What a day of 1 kWh each half-hour costs at a connection.
std::optional<Cost> cost_at(const std::string& connection, const std::string& more = {}) {
    const DistrictFile file = test::district_file_of(R"(
gaiku: 1
district: { id: one, name: One, region: 6 }
blocks: { north: { name: North } }
demands: { load: { block: north, carrier: electricity, power: 50 kW } }
assets:
  grid: { technology: grid_connection, block: north, capacity: 200 kW, )" +
                                                     connection + R"( }
plan: { method: network, hours: 24, year: 2025 }
economics: { annuity: 8 % }
)" + more);
    std::vector<Figure> day;
    for (std::size_t i = 0; i < slots_a_day; ++i)
        day.push_back({begin + static_cast<TimeMs>(i) * ms_a_slot, begin + static_cast<TimeMs>(i + 1) * ms_a_slot, 1});
    return cost_of(file.eras.at(0).district, "north", day, begin, begin + telemetry::ms_a_day);
}

TEST(BuildingCost, AtOnePriceIsKwhTimesIt) {
    const auto cost = cost_at("price: 20 yen/kWh");
    ASSERT_TRUE(cost);
    EXPECT_NEAR(cost->yen, 48 * 20, 1e-9);
    EXPECT_EQ(cost->note.en, "");
}

// 28 half-hours of 30 yen (8 to 22), 20 of 15 yen; 10 % tax on them and on the levy of 2 yen; no part of the demand
// charge.
TEST(BuildingCost, ByATariffIsItsEnergyChargesWithTheirTax) {
    const auto cost = cost_at("tariff: clock", R"(
tariffs:
  clock:
    name: { en: By the clock, ja: 時間帯別 }
    time_zone: Asia/Tokyo
    periods:
      day: { name: { en: day, ja: 昼 }, hours: "8:00-22:00" }
      night: { name: { en: night, ja: 夜 }, otherwise: yes }
    charges:
      demand: { kind: demand, name: { en: Demand, ja: 基本料金 }, price: 1800 yen/kW/month }
      energy:
        kind: energy
        name: { en: Energy, ja: 電力量料金 }
        rates: [{ period: day, price: 30 yen/kWh }, { period: night, price: 15 yen/kWh }]
      levy: { kind: levy, name: { en: Levy, ja: 賦課金 }, price: 2 yen/kWh }
      tax: { kind: tax, name: { en: Tax, ja: 消費税 }, rate: 10 % }
)");
    ASSERT_TRUE(cost);
    EXPECT_NEAR(cost->yen, (28 * 30 + 20 * 15 + 48 * 2) * 1.1, 1e-9);
    EXPECT_EQ(cost->note.en,
              "By the clock: energy charges with their taxes, no demand or standing charges of the connection");
    EXPECT_THAT(cost->note.ja, HasSubstr("時間帯別の電力量料金等"));
}

// 48 kWh reach the second step, which begins at a month's share of a day.
TEST(BuildingCost, StepsCountAsMuchOfTheMonthAsIsOver) {
    const auto cost = cost_at("tariff: steps", R"(
tariffs:
  steps:
    time_zone: Asia/Tokyo
    charges:
      energy:
        kind: energy
        name: { en: Energy, ja: 電力量料金 }
        rates: [{ price: 20 yen/kWh }, { above: 600 kWh, price: 30 yen/kWh }]
)");
    ASSERT_TRUE(cost);
    EXPECT_NEAR(cost->yen, 20 * 20 + 28 * 30, 1e-6) << "600 kWh a month are 20 kWh a day of November";
}

TEST(BuildingCost, SaysWhoseLevyItTook) {
    const auto cost = cost_at("tariff: levied", R"(
tariffs:
  levied:
    time_zone: Asia/Tokyo
    charges: { levy: { kind: levy, name: { en: Levy, ja: 賦課金 } } }
)");
    ASSERT_TRUE(cost);
    EXPECT_NEAR(cost->yen, 48 * 3.98, 1e-9);
    EXPECT_THAT(cost->note.en, HasSubstr("levy of fiscal year 2025, as that of 2026 is not known"));
}

TEST(BuildingCost, WhatIsNotKnownIsNotMadeUp) {
    EXPECT_FALSE(cost_at("tariff: spot", R"(
series: { market: { unit: yen/kWh, values: [10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33] } }
tariffs: { spot: { time_zone: Asia/Tokyo, charges: { market: { kind: energy, name: Market, price: market } } } }
)"));
}

}  // namespace
}  // namespace gaiku::operate::building_cost_test
