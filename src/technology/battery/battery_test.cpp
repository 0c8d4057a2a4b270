#include "technology/battery/battery.h"

#include "technology/town_for_tests.h"

namespace gaiku {
namespace {

using test::bench;
using test::OneAsset;
using Strings = std::vector<std::string>;

TEST(Battery, CostsByTheKilowattHour) {
    const OneAsset battery("technology: battery, capacity: sized");
    EXPECT_DOUBLE_EQ(battery.cost(500).capital_yen, 94e6);
    EXPECT_DOUBLE_EQ(battery.cost(500).upkeep_yen_per_year, 0) << "document 002 counts none";
    EXPECT_DOUBLE_EQ(
        OneAsset("technology: battery, capacity: 5 kWh, upkeep: 100 yen/kWh/year").cost(5).upkeep_yen_per_year, 500);
}

TEST(Battery, GivesNothingAndShiftsNothingOfItself) {
    const OneAsset battery("technology: battery, capacity: 100 kWh");
    EXPECT_FALSE(battery.day());
    EXPECT_EQ(battery.technology.shiftable_kwh(battery.record), 0);
}

TEST(Battery, ToBeSizedIsTheOperatorsAndNotThereYet) {
    EXPECT_EQ(bench().findings_of("assets: {a: {technology: battery, capacity: sized, existing: yes}}"),
              Strings{"contradiction assets.a.existing"});
    EXPECT_EQ(bench().findings_of("assets: {a: {technology: battery, capacity: sized, owner: third_party}}"),
              Strings{});
}

TEST(Battery, ItsCapacityIsAnEnergy) {
    EXPECT_EQ(bench().findings_of("assets: {a: {technology: battery, capacity: 100 kW}}"),
              Strings{"wrong-unit assets.a.capacity"});
    EXPECT_EQ(bench().findings_of("assets: {a: {technology: battery}}"), Strings{"missing-key assets.a.capacity"});
}

}  // namespace
}  // namespace gaiku
