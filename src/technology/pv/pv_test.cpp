#include "technology/pv/pv.h"

#include <numeric>

#include "technology/town_for_tests.h"

namespace gaiku {
namespace {

using test::bench;
using test::OneAsset;
using Strings = std::vector<std::string>;

const std::string roof = "technology: pv, mounting: rooftop_pv, ";

TEST(Pv, AGivenCapacityGivesItsCapacityFactorOfTheDay) {
    const auto day = OneAsset(roof + "capacity: 100 kW").day();
    ASSERT_TRUE(day);
    EXPECT_FALSE(day->sized);
    EXPECT_DOUBLE_EQ(day->kw, 100);
    EXPECT_NEAR(day->kwh_per_kw_day, 24 * 0.136, 1e-12);
    EXPECT_NEAR(day->kwh_per_day, 326.4, 1e-9);
    EXPECT_NEAR(std::accumulate(day->hours.begin(), day->hours.end(), 0.0), 1, 1e-12);
    EXPECT_EQ(day->hours[0], 0) << "no sun at midnight";
}

TEST(Pv, TheMountingSetsCapacityFactorAndCost) {
    const OneAsset field("technology: pv, mounting: mega_solar, capacity: 100 kW");
    EXPECT_NEAR(field.day()->kwh_per_kw_day, 24 * 0.142, 1e-12);
    EXPECT_DOUBLE_EQ(field.cost(100).capital_yen, 25'300'000);
    EXPECT_DOUBLE_EQ(field.cost(100).upkeep_yen_per_year, 545'000);
}

TEST(Pv, ToBeSizedHasNoEnergyYetButAShare) {
    const auto day = OneAsset(roof + "capacity: sized, share: 3").day();
    EXPECT_TRUE(day->sized);
    EXPECT_EQ(day->kwh_per_day, 0);
    EXPECT_EQ(day->share, 3);
}

// The document counts 15.0 kWh a household, not 4.6 kW x 13.6 % x 24 h = 15.01 kWh.
TEST(Pv, OfHouseholdsTakesTheirOwnEnergyWhereItIsGiven) {
    const auto given =
        OneAsset(roof + "households: 65, capacity_per_household: 4.6 kW, energy_per_household: 15.0 kWh/day").day();
    EXPECT_DOUBLE_EQ(given->kw, 299);
    EXPECT_NEAR(given->kwh_per_day, 975, 1e-9);
    const auto computed = OneAsset(roof + "households: 65, capacity_per_household: 4.6 kW").day();
    EXPECT_NEAR(computed->kwh_per_day, 299 * 24 * 0.136, 1e-9);
}

TEST(Pv, ASubsidyOrFeedInTariffComesFromItsRow) {
    const OneAsset plant(roof + "capacity: sized, fit: solar_50_250kw/2021");
    EXPECT_DOUBLE_EQ(plant.record.number("fit_price"), 12.1);
    EXPECT_DOUBLE_EQ(plant.record.number("fit_period"), 20);
    EXPECT_FALSE(OneAsset(roof + "capacity: sized").record.has("fit_price")) << "none where none is named";
}

TEST(Pv, AnOwnDayProfileDecidesWhenItGives) {
    const DistrictFile file = bench().good(
        "profiles: {noon: {hours: [0,0,0,0,0,0,0,0,0,0,0,0,1,0,0,0,0,0,0,0,0,0,0,0]}}\n"
        "assets: {a: {" +
        roof + "capacity: 10 kW, day_profile: noon}}");
    const District& district = file.eras.at(0).district;
    const Record& record = *district.assets().at(0).second;
    EXPECT_EQ(bench().technologies.of(record).day_generation(record, district, bench().tables)->hours[12], 1);
}

TEST(Pv, ContradictionsAreNamed) {
    const auto found = [](const std::string& entries) {
        return bench().findings_of("assets: {a: {" + roof + entries + "}}");
    };
    EXPECT_EQ(found("capacity: 5 kW, households: 3, capacity_per_household: 4 kW"),
              Strings{"contradiction assets.a.capacity"});
    EXPECT_EQ(found("share: 1"), Strings{"missing-key assets.a.capacity"});
    EXPECT_EQ(found("households: 3"), Strings{"missing-key assets.a.capacity_per_household"});
    EXPECT_EQ(found("capacity: sized, existing: yes"), Strings{"contradiction assets.a.existing"});
    EXPECT_EQ(found("capacity: sized, owner: third_party"), Strings{});
    EXPECT_EQ(found("capacity: 5 kW, existing: yes, owner: third_party"), Strings{});
}

TEST(Pv, RefusesWhatNoPlantCanBe) {
    const auto found = [](const std::string& entries) {
        return bench().findings_of("assets: {a: {" + roof + entries + "}}");
    };
    EXPECT_EQ(found("capacity: -5 kW"), Strings{"out-of-range assets.a.capacity"});
    EXPECT_EQ(found("capacity: 5 kW, capacity_factor: 51 %"), Strings{"out-of-range assets.a.capacity_factor"});
    EXPECT_EQ(found("capacity: 5 kW, fit: solar_50_250kw/1999"), Strings{"unknown-reference assets.a.fit"});
}

// 1,500 kWh a day from 4.6 kW is 15 kWh with two zeros too many.
TEST(Pv, GivesNoMoreThanADayAtFullPower) {
    const std::string households_roof =
        "assets: {a: {technology: pv, mounting: rooftop_pv, existing: yes, owner: third_party, households: 2, "
        "capacity_per_household: 4.6 kW, energy_per_household: ";
    EXPECT_EQ(test::bench().findings_of(households_roof + "1500 kWh/day}}"),
              std::vector<std::string>{"contradiction assets.a.energy_per_household"});
    EXPECT_TRUE(test::bench().findings_of(households_roof + "15 kWh/day}}").empty());
}

}  // namespace
}  // namespace gaiku
