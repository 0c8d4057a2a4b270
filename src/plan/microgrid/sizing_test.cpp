#include "plan/microgrid/sizing.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace gaiku {
namespace {

Day flat(double kw) {
    Day day{};
    day.fill(kw);
    return day;
}

Day at_hour(std::size_t hour, double value) {
    Day day{};
    day[hour] = value;
    return day;
}

FixedPlant steady(double kw, double kwh, bool existing_pv = false) {
    return {flat(kwh / 24), kw, kwh, existing_pv ? FixedPart::existing_pv : FixedPart::main_source};
}

/// A flat kilowatt: 24 kWh a day.
SizingInput flat_kilowatt() {
    SizingInput input;
    input.demand_kw = flat(1);
    return input;
}

/// The smallest battery of local plants with these capacities, where equipment covers the need.
double smallest_battery(const std::vector<double>& kilowatts) {
    SizingInput input = flat_kilowatt();
    for (const double kw : kilowatts) input.fixed.push_back(steady(kw, 1));
    input.equipment.water_heater = 1000;
    return size_microgrid(input, 0).battery_install_kwh;
}

TEST(Sizing, FlatSupplyForFlatDemandNeedsNoBattery) {
    SizingInput input = flat_kilowatt();
    input.sized = {{flat(1.0 / 24), 12, 1}};
    const Sizing sizing = size_microgrid(input, 1);
    EXPECT_NEAR(sizing.new_pv_kw, 2, 1e-12);
    EXPECT_NEAR(sizing.battery_need_kwh, 0, 1e-12);
}

// By hand: the sun of one hour carries the other 23, so 12 kWh fall before noon and 11 rise after it.
TEST(Sizing, ABatteryCarriesTheSunOfOneHourThroughTheDay) {
    SizingInput input = flat_kilowatt();
    input.sized = {{at_hour(12, 1), 4, 1}};
    const Sizing sizing = size_microgrid(input, 1);
    EXPECT_NEAR(sizing.new_pv_kwh, 24, 1e-12);
    EXPECT_NEAR(sizing.new_pv_kw, 6, 1e-12);
    EXPECT_NEAR(sizing.battery_need_kwh, 23, 1e-12);
    EXPECT_NEAR(sizing.battery_install_kwh, 23, 1e-12);
    EXPECT_NEAR(sizing.battery_level_kwh[0], 12, 1e-12) << "what must be left at midnight";
    EXPECT_NEAR(sizing.battery_level_kwh[12], 0, 1e-12);
    EXPECT_NEAR(sizing.battery_level_kwh[13], 23, 1e-12);
    EXPECT_NEAR(sizing.battery_level_kwh[24], 12, 1e-12) << "the day closes on itself";
}

TEST(Sizing, HalfTheRateNeedsHalfOfEverything) {
    SizingInput input = flat_kilowatt();
    input.sized = {{at_hour(12, 1), 4, 1}};
    const Sizing sizing = size_microgrid(input, 0.5);
    EXPECT_NEAR(sizing.emergency_demand_kwh, 12, 1e-12);
    EXPECT_NEAR(sizing.new_pv_kw, 3, 1e-12);
    EXPECT_NEAR(sizing.battery_need_kwh, 11.5, 1e-12);
}

TEST(Sizing, FixedPlantsAreTakenOffBeforeNewOnes) {
    SizingInput input = flat_kilowatt();
    input.fixed = {steady(3, 6, true), steady(1, 8)};
    input.sized = {{flat(1.0 / 24), 5, 1}};
    const Sizing sizing = size_microgrid(input, 0.75);
    EXPECT_EQ(sizing.existing_pv_kwh, 6);
    EXPECT_EQ(sizing.existing_pv_kw, 3);
    EXPECT_EQ(sizing.main_source_kwh, 8);
    EXPECT_EQ(sizing.main_source_kw, 1);
    EXPECT_NEAR(sizing.new_pv_kwh, 4, 1e-12);
    EXPECT_NEAR(sizing.new_pv_kw, 0.8, 1e-12);
}

TEST(Sizing, OwnSourcesThatGiveMoreThanAskedDecideTheRate) {
    SizingInput input = flat_kilowatt();
    input.fixed = {steady(1, 18)};
    input.sized = {{flat(1.0 / 24), 5, 1}};
    for (const double asked : {0.0, 0.5, 0.75}) {
        const Sizing sizing = size_microgrid(input, asked);
        EXPECT_NEAR(sizing.supply_rate, 0.75, 1e-12) << asked;
        EXPECT_EQ(sizing.new_pv_kwh, 0) << asked;
        EXPECT_EQ(sizing.new_pv_kw, 0) << asked;
        EXPECT_TRUE(sizing.reachable);
    }
}

TEST(Sizing, WhatIsMoreThanTheWholeDemandIsASurplusAndNoBattery) {
    SizingInput input = flat_kilowatt();
    input.fixed = {steady(2, 30)};
    const Sizing sizing = size_microgrid(input, 0.7);
    EXPECT_EQ(sizing.supply_rate, 1);
    EXPECT_NEAR(sizing.surplus_kwh, 6, 1e-12);
    EXPECT_NEAR(sizing.battery_need_kwh, 0, 1e-12);
    EXPECT_NEAR(sizing.battery_level_kwh[24], sizing.battery_level_kwh[0], 1e-12);
}

// A plant that covers every hour needs no battery at all, however uneven the demand; a town would buy one for nothing.
TEST(Sizing, SourcesThatCoverEveryHourNeedNoBattery) {
    SizingInput input;
    input.demand_kw = flat(1);
    input.demand_kw[19] = 3;
    input.fixed = {steady(5, 24 * 3.5)};
    const Sizing sizing = size_microgrid(input, 1);
    EXPECT_NEAR(sizing.surplus_kwh, 24 * 3.5 - 26, 1e-12);
    EXPECT_NEAR(sizing.battery_need_kwh, 0, 1e-12);
    EXPECT_NEAR(sizing.battery_install_kwh, 0, 1e-12);
}

// By hand: 40 kWh in the hour of noon for a flat kilowatt. The battery carries the other 23 hours and is full at one
// o'clock; of the hour's 40 kWh, 16 find no room and are curtailed.
TEST(Sizing, ASurplusIsCurtailedWhereTheBatteryIsFull) {
    SizingInput input = flat_kilowatt();
    input.fixed = {{at_hour(12, 40), 40, 40, FixedPart::new_pv}};
    const Sizing sizing = size_microgrid(input, 1);
    EXPECT_NEAR(sizing.surplus_kwh, 16, 1e-12);
    EXPECT_NEAR(sizing.battery_need_kwh, 23, 1e-12);
    EXPECT_NEAR(sizing.battery_level_kwh[13], 23, 1e-12);
    EXPECT_NEAR(sizing.battery_level_kwh[12], 0, 1e-12);
    EXPECT_NEAR(sizing.battery_level_kwh[24], sizing.battery_level_kwh[0], 1e-12);
}

TEST(Sizing, ARateWithoutAPlantToSizeIsNotReachable) {
    SizingInput input = flat_kilowatt();
    input.fixed = {steady(1, 6)};
    EXPECT_FALSE(size_microgrid(input, 0.5).reachable);
    EXPECT_TRUE(size_microgrid(input, 0.25).reachable);
    EXPECT_TRUE(size_microgrid(input, 0).reachable);
    input.sized = {{flat(1.0 / 24), 5, 0}};
    EXPECT_FALSE(size_microgrid(input, 0.5).reachable) << "a plant whose share is 0 gives nothing";
}

TEST(Sizing, SeveralSizedPlantsShareTheEnergyAndNotThePower) {
    SizingInput input = flat_kilowatt();
    input.sized = {{flat(1.0 / 24), 3, 1}, {flat(1.0 / 24), 6, 3}};
    const Sizing sizing = size_microgrid(input, 1);
    ASSERT_EQ(sizing.sized_kw.size(), 2u);
    EXPECT_NEAR(sizing.sized_kw[0] * 3, 6, 1e-12) << "a quarter of 24 kWh";
    EXPECT_NEAR(sizing.sized_kw[1] * 6, 18, 1e-12);
    EXPECT_NEAR(sizing.new_pv_kw, 5, 1e-12);
}

TEST(Sizing, EquipmentTakesThePlaceOfBattery) {
    SizingInput input = flat_kilowatt();
    input.sized = {{at_hour(12, 1), 4, 1}};
    input.equipment = {2, 7.1, 10};
    const Sizing sizing = size_microgrid(input, 1);
    EXPECT_NEAR(sizing.battery_difference_kwh, 23 - 19.1, 1e-12);
    EXPECT_NEAR(sizing.battery_install_kwh, 3.9, 1e-12);
    EXPECT_FALSE(sizing.battery_floor_applied);
}

TEST(SmallestBattery, IsThatOfTheDocumentsExamples) {
    EXPECT_DOUBLE_EQ(smallest_battery({961, 194}), 150);       // case 2, future, 30 %
    EXPECT_DOUBLE_EQ(smallest_battery({672, 1000, 53}), 220);  // case 3, future, 50 %
    EXPECT_DOUBLE_EQ(smallest_battery({672, 1000}), 210);      // case 3, future, own sources
    EXPECT_DOUBLE_EQ(smallest_battery({961, 200, 197}), 170);  // case 4, future, 50 %
    EXPECT_DOUBLE_EQ(smallest_battery({961, 200}), 150);       // case 4, future, own sources
}

TEST(SmallestBattery, IsNotRoundedUpWhereItIsAMultipleAlready) {
    EXPECT_DOUBLE_EQ(smallest_battery({1200}), 150);
    EXPECT_DOUBLE_EQ(smallest_battery({400, 400, 400}), 150);
    EXPECT_DOUBLE_EQ(smallest_battery({1200.1}), 160);
}

struct Reading {
    double equipment;
    bool always;
    double installed;
};

// The document applies it only where equipment covers the need; "always" keeps it below every battery.
TEST(SmallestBattery, IsKeptAsThePlanSays) {
    for (const auto& [equipment, always, installed] :
         {Reading{0, false, 23}, Reading{0, true, 23}, Reading{21, false, 2}, Reading{21, true, 10},
          Reading{23, false, 0}, Reading{23.1, false, 10}, Reading{100, true, 10}}) {
        SizingInput input = flat_kilowatt();
        input.sized = {{at_hour(12, 1), 4, 1}};
        input.equipment.home_battery = equipment;
        input.floor_always = always;
        const Sizing sizing = size_microgrid(input, 1);
        EXPECT_NEAR(sizing.battery_install_kwh, installed, 1e-9)
            << equipment << (always ? " always" : " when negative");
        EXPECT_EQ(sizing.battery_floor_applied, installed == 10);
        EXPECT_EQ(sizing.battery_floor_kwh, 10);
    }
}

TEST(SmallestBattery, FollowsItsRateAndStep) {
    SizingInput input = flat_kilowatt();
    input.fixed = {steady(100, 24)};
    input.equipment.water_heater = 1;
    input.floor_rate = 3;
    input.floor_step_kwh = 0;
    EXPECT_NEAR(size_microgrid(input, 1).battery_install_kwh, 100.0 / 3, 1e-12);
    input.floor_step_kwh = 50;
    EXPECT_NEAR(size_microgrid(input, 1).battery_install_kwh, 50, 1e-12);
}

TEST(Sizing, LevelsStayBetweenEmptyAndTheNeedForAnyDay) {
    SizingInput input;
    for (std::size_t h = 0; h < 24; ++h) input.demand_kw[h] = 100 + 60 * std::sin(0.7 * static_cast<double>(h));
    input.fixed = {steady(40, 300, true)};
    Day sun{};
    for (std::size_t h = 6; h < 18; ++h) sun[h] = 1.0 / 12;
    input.sized = {{sun, 3.264, 1}, {flat(1.0 / 24), 7, 2}};
    for (int percent = 0; percent <= 100; percent += 5) {
        const Sizing sizing = size_microgrid(input, percent / 100.0);
        const auto [low, high] = std::minmax_element(sizing.battery_level_kwh.begin(), sizing.battery_level_kwh.end());
        EXPECT_NEAR(*low, 0, 1e-9) << percent;
        EXPECT_NEAR(*high, sizing.battery_need_kwh, 1e-9) << percent;
        EXPECT_NEAR(sizing.battery_level_kwh.front(), sizing.battery_level_kwh.back(), 1e-9) << percent;
        EXPECT_NEAR(sizing.existing_pv_kwh + sizing.main_source_kwh + sizing.new_pv_kwh, sizing.emergency_demand_kwh,
                    1e-9);
    }
}

}  // namespace
}  // namespace gaiku
