#include "technology/demand_side/demand_side.h"

#include "technology/town_for_tests.h"

namespace gaiku {
namespace {

using test::bench;
using test::OneAsset;

double shiftable(const std::string& entries) {
    const OneAsset asset(entries);
    EXPECT_FALSE(asset.day());
    EXPECT_EQ(asset.cost(100).capital_yen, 0) << "the residents' own";
    return asset.technology.shiftable_kwh(asset.record);
}

TEST(DemandSide, UnitsShiftWhatTheDocumentCountsForEach) {
    EXPECT_DOUBLE_EQ(shiftable("technology: water_heater, owner: third_party, units: 119"), 238);
    EXPECT_DOUBLE_EQ(shiftable("technology: home_battery, owner: third_party, units: 35"), 248.5);
    EXPECT_DOUBLE_EQ(shiftable("technology: electric_vehicle, owner: third_party, units: 106"), 1590);
    EXPECT_DOUBLE_EQ(shiftable("technology: electric_vehicle, owner: third_party, units: 0"), 0);
}

TEST(DemandSide, AnOwnEnergyWins) {
    EXPECT_DOUBLE_EQ(shiftable("technology: electric_vehicle, owner: third_party, units: 10, usable_energy: 30 kWh"),
                     300);
}

// A thousand home batteries that the operator buys must not look like a gift.
TEST(DemandSide, OfTheOperatorCostsAPriceEach) {
    const OneAsset asset("technology: home_battery, units: 1000, capital: 120 万円, upkeep: 2000 yen/year");
    EXPECT_DOUBLE_EQ(asset.cost(1000).capital_yen, 1.2e9);
    EXPECT_DOUBLE_EQ(asset.cost(1000).upkeep_yen_per_year, 2e6);
    EXPECT_EQ(bench().findings_of("assets: {a: {technology: home_battery, units: 1000}}"),
              (std::vector<std::string>{"missing-key assets.a.capital", "missing-key assets.a.upkeep"}));
}

TEST(DemandSide, IsCountedInWholeUnits) {
    EXPECT_EQ(bench().findings_of("assets: {a: {technology: water_heater, units: 1.5}}"),
              std::vector<std::string>{"out-of-range assets.a.units"});
    EXPECT_EQ(bench().findings_of("assets: {a: {technology: water_heater}}"),
              std::vector<std::string>{"missing-key assets.a.units"});
}

}  // namespace
}  // namespace gaiku
