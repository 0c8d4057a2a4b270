#include "technology/steady_plant.h"

#include "technology/town_for_tests.h"

namespace gaiku {
namespace {

using test::bench;
using test::OneAsset;
using Strings = std::vector<std::string>;

TEST(BiomassPower, RunsEvenlyThroughTheDay) {
    const OneAsset plant("technology: biomass_power, capacity: 1000 kW");
    const auto day = plant.day();
    ASSERT_TRUE(day);
    EXPECT_FALSE(day->sized);
    EXPECT_NEAR(day->kwh_per_day, 1000 * 24 * 0.312, 1e-9);
    for (const double share : day->hours) EXPECT_DOUBLE_EQ(share, 1.0 / 24);
    EXPECT_DOUBLE_EQ(plant.cost(1000).capital_yen, 1'008e6);
    EXPECT_DOUBLE_EQ(plant.cost(1000).upkeep_yen_per_year, 60e6);
}

TEST(HydroPower, HasItsOwnCapacityFactorAndCost) {
    const OneAsset plant("technology: hydro_power, capacity: 200 kW");
    EXPECT_NEAR(plant.day()->kwh_per_day, 200 * 24 * 0.525, 1e-9);
    EXPECT_DOUBLE_EQ(plant.cost(200).capital_yen, 332e6);
    EXPECT_DOUBLE_EQ(plant.cost(200).upkeep_yen_per_year, 13.6e6);
}

TEST(SteadyPlant, AnOwnCapacityFactorWins) {
    EXPECT_NEAR(OneAsset("technology: hydro_power, capacity: 10 kW, capacity_factor: 60 %").day()->kwh_per_day, 144,
                1e-9);
}

TEST(SteadyPlant, AFeedInTariffHasAPriceAndAPeriod) {
    const auto found = [](const std::string& fit) {
        return bench().findings_of("assets: {a: {technology: hydro_power, capacity: 100 kW, " + fit + "}}");
    };
    EXPECT_EQ(found("fit: hydro_under_200kw/2020"), Strings{});
    EXPECT_EQ(found("fit_price: 30 yen/kWh, fit_period: 20 years"), Strings{});
    EXPECT_EQ(found("fit_price: 30 yen/kWh"), Strings{"missing-key assets.a.fit_period"});
    EXPECT_EQ(found("fit_price: 30 yen/kWh, fit_period: 1.5 years"), Strings{"out-of-range assets.a.fit_period"});
    EXPECT_EQ(found("fit: solar_10_50kw/2012"), Strings{"missing-key assets.a.fit_price"}) << "no price with tax then";
}

// METI publishes prices without tax: a town that enters this year's must not keep last year's taxed one.
TEST(SteadyPlant, APriceThatTheDistrictReplacesMovesTheOneWithTax) {
    const auto price = [](const std::string& cells) {
        const DistrictFile file = bench().good(
            "assets: {a: {technology: hydro_power, capacity: 100 kW, fit: hydro_under_200kw/2020}}\n"
            "data: {fit_prices: {hydro_under_200kw/2020: {" +
            cells + "}}}");
        return file.eras.at(0).district.assets().at(0).second->number("fit_price");
    };
    EXPECT_NEAR(price("price: 30 yen/kWh"), 33, 1e-9);
    EXPECT_NEAR(price("price_with_tax: 31 yen/kWh"), 31, 1e-9);
    EXPECT_NEAR(price("price: 30 yen/kWh, price_with_tax: 32.4 yen/kWh"), 32.4, 1e-9);
}

TEST(SteadyPlant, ItsSizeIsGivenAndNotLookedFor) {
    EXPECT_EQ(bench().findings_of("assets: {a: {technology: hydro_power, capacity: sized}}"),
              Strings{"not-a-number assets.a.capacity"});
    EXPECT_EQ(bench().findings_of("assets: {a: {technology: biomass_power}}"),
              Strings{"missing-key assets.a.capacity"});
}

}  // namespace
}  // namespace gaiku
