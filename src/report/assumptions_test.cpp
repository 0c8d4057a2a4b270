#include "report/assumptions.h"

#include <algorithm>

#include "report/plan_for_tests.h"

namespace gaiku {
namespace {

class Assumptions : public testing::Test {
protected:
    Plan plan_ = test::plan();
    std::vector<Assumption> all_ = assumptions(plan_.file);

    [[nodiscard]] std::vector<Assumption> of(const std::string& path) const {
        std::vector<Assumption> found;
        std::copy_if(all_.begin(), all_.end(), std::back_inserter(found),
                     [&](const Assumption& a) { return a.path == path; });
        return found;
    }
    [[nodiscard]] Assumption one(const std::string& path) const {
        const auto found = of(path);
        EXPECT_EQ(found.size(), 1u) << path;
        return found.empty() ? Assumption{} : found.front();
    }
};

// Who defends a budget has to say for every figure whose it is.
TEST_F(Assumptions, SayWhereEachFigureComesFrom) {
    const Assumption factor = one("assets.new_pv.capacity_factor");
    EXPECT_EQ(factor.value, "13.6 %");
    EXPECT_EQ(factor.origin, Origin::data);
    EXPECT_EQ(factor.where, "data/capacity_factors rooftop_pv");
    EXPECT_THAT(factor.source.en, testing::HasSubstr("document 002"));
    const Assumption price = one("assets.new_pv.capital");
    EXPECT_EQ(price.value, "298,000 yen/kW");
    EXPECT_EQ(price.mark, "I");
    const Assumption period = one("economics.period");
    EXPECT_EQ(period.origin, Origin::preset);
    EXPECT_EQ(period.where, "");
    EXPECT_FALSE(period.source.en.empty());
    const Assumption capacity = one("assets.hydro.capacity");
    EXPECT_EQ(capacity.value, "1 kW");
    EXPECT_EQ(capacity.origin, Origin::given);
    EXPECT_EQ(capacity.where, "t.yaml:3:81");
    EXPECT_EQ(capacity.source.en, "survey of 2024") << "the district's source where the entry names none";
}

// Who names a curve is told how far what is optimised lies from it: 0.21876667 x^3 + 0.0032 x^2 + 0.51906667 x +
// 0.25896667 is 0.364658 at a load of 20 %; its hull there 0.2 x 0.984405 = 0.196881 (least input over load, at x =
// 0.837).
TEST(CurveAssumptions, SayHowFarTheSegmentsLie) {
    const DistrictFile file = test::bench().good(
        "plan: {method: network, hours: 1}\n"
        "buildings: null\n"
        "scenarios: null\n"
        "environment: null\n"
        "economics: {value_of_own_generation: null, margin_on_demand: null}\n"
        "demands: {cold: {carrier: chilled_water, power: 1 kW}}\n"
        "assets: {turbo: {technology: electric_chiller, capacity: 5 kW, existing: yes, cop: 5, curve: "
        "turbo_chiller_cooling}}");
    const auto all = assumptions(file);
    const auto found = std::find_if(all.begin(), all.end(),
                                    [](const Assumption& a) { return a.path == "assets.turbo.curve.segments"; });
    ASSERT_NE(found, all.end());
    EXPECT_EQ(found->value.substr(0, 15), "-46.0 % @ 20 %,");
    EXPECT_EQ(found->mark, "C");
    EXPECT_THAT(found->source.en, testing::HasSubstr("builelib"));
    EXPECT_NE(found->meaning.en, found->meaning.ja);
}

// Hours made of floor areas rest on what nobody has measured: a reader has to see it.
TEST(DemandAssumptions, NameTheRowsThatHoursOfBuildingsRestOn) {
    const DistrictFile file = test::bench().good(
        "district: {region: 6}\n"
        "plan: {method: network, hours: 24, year: 2023}\n"
        "buildings: {homes: null, o: {use: office, floor_area: 100 m2, unit_load: office/small_zeb, match_peak: no}}\n"
        "scenarios: null\n"
        "environment: null\n"
        "economics: {value_of_own_generation: null, margin_on_demand: null}\n"
        "assets: {grid: {technology: grid_connection, capacity: unlimited, price: 20 yen/kWh}, turbo: {technology: "
        "electric_chiller, capacity: 50 kW, existing: yes, cop: 5}, boiler: {technology: boiler, capacity: 50 kW, "
        "existing: yes, efficiency: 90 %}, gas: {technology: gas_connection, capacity: unlimited, price: 9 yen/kWh}}");
    const auto all = assumptions(file);
    const auto of = [&](const std::string& path) {
        return std::find_if(all.begin(), all.end(), [&](const Assumption& a) { return a.path == path; });
    };
    const auto temperatures = of("data.demand_uses.office");
    ASSERT_NE(temperatures, all.end());
    EXPECT_EQ(temperatures->value, "18 degC, 14 degC; 0 %, 0 %");
    EXPECT_EQ(temperatures->mark, "U");
    EXPECT_NE(of("data.demand_days.office/all/weekday"), all.end());
    EXPECT_NE(of("data.demand_months.all/hot_water"), all.end());
    EXPECT_EQ(of("data.demand_uses.hotel"), all.end()) << "no hotel is there";
    EXPECT_EQ(of("buildings.o.persons_per_household"), all.end()) << "an office has no households";
}

TEST_F(Assumptions, AFigureOfAllErasStandsOnceAndADifferingOneForEach) {
    EXPECT_TRUE(one("economics.margin_on_demand").eras.empty());
    const auto cars = of("assets.cars.units");
    ASSERT_EQ(cars.size(), 2u);
    EXPECT_EQ(cars[0].value, "1");
    EXPECT_EQ(cars[0].eras, std::vector<std::string>{"now"});
    EXPECT_EQ(cars[1].value, "2");
    EXPECT_EQ(cars[1].eras, std::vector<std::string>{"later"});
    EXPECT_EQ(one("assets.new_pv.capacity").eras, std::vector<std::string>{"now"});
}

// Losses left out, 365 equal days, waste without CO2: who compares two studies has to see it in the report.
TEST_F(Assumptions, HoldWhatTheMethodTakesForGranted) {
    for (const char* key : {"storage_losses", "days", "degradation", "escalation", "local_co2", "margin_base"}) {
        const Assumption a = one(std::string("plan.method.") + key);
        EXPECT_TRUE(a.eras.empty()) << key;
        EXPECT_FALSE(a.source.en.empty() || a.source.ja.empty()) << key;
        EXPECT_TRUE(a.number) << key;
    }
}

TEST_F(Assumptions, AreNumbersInTheUnitOfTheirEntry) {
    EXPECT_EQ(one("assets.new_pv.capital").number, 298'000);
    EXPECT_EQ(one("assets.new_pv.capital").unit, "yen/kW");
    EXPECT_EQ(one("assets.new_pv.capacity_factor").number, 13.6);
    EXPECT_EQ(one("assets.new_pv.capacity_factor").unit, "%");
    EXPECT_FALSE(one("assets.new_pv.capacity").number) << "sized";
    EXPECT_EQ(of("assets.cars.units")[0].number, 1);
    EXPECT_EQ(of("assets.cars.units")[0].unit, "");
}

TEST_F(Assumptions, VariantsOfAFigureStandSideBySide) {
    const auto first =
        std::find_if(all_.begin(), all_.end(), [](const Assumption& a) { return a.path == "assets.cars.units"; });
    ASSERT_NE(first, all_.end());
    EXPECT_EQ((first + 1)->path, "assets.cars.units");
}

TEST_F(Assumptions, NamesAreNoAssumptionsAndEveryOneHasAMeaning) {
    EXPECT_GT(all_.size(), 30u);
    for (const auto& a : all_) {
        EXPECT_FALSE(a.meaning.en.empty() || a.meaning.ja.empty()) << a.path;
        EXPECT_FALSE(a.value.empty()) << a.path;
        EXPECT_FALSE(a.path.ends_with(".name") || a.path.ends_with(".source") || a.path == "gaiku") << a.path;
    }
}

// The temperature of a river that a heat pump draws from is gaiku's guess, and must not look measured.
TEST(WeatherAssumptions, TellTheCurvesOfWatersThatSeriesName) {
    const DistrictFile file = test::bench().good(
        "district: {region: 6}\n"
        "plan: {method: network, hours: 24, year: 2023}\n"
        "buildings: null\n"
        "scenarios: null\n"
        "environment: null\n"
        "economics: {value_of_own_generation: null, margin_on_demand: null}\n"
        "series: {water: {weather: river, unit: degC}, air: {weather: temperature, unit: degC}}\n"
        "demands: {light: {carrier: electricity, power: 1 kW}}\n"
        "assets: {grid: {technology: grid_connection, capacity: unlimited, price: 20 yen/kWh}}");
    const auto all = assumptions(file);
    const auto of = [&](const std::string& path) {
        return std::find_if(all.begin(), all.end(), [&](const Assumption& a) { return a.path == path; });
    };
    const auto river = of("series.water.weather.river");
    ASSERT_NE(river, all.end());
    EXPECT_EQ(river->value, "17.0 degC, 9 K");
    EXPECT_EQ(river->mark, "U");
    EXPECT_EQ(of("series.air.weather.temperature"), all.end()) << "the air is the weather's own";
}

}  // namespace
}  // namespace gaiku
