#include "demand/building_demand.h"

#include <algorithm>
#include <numeric>

#include "district/machine_for_tests.h"

namespace gaiku::building_demand_test {
namespace {

using test::tables;

/// A district of method network whose buildings are those of the text.
struct Town {
    explicit Town(const std::string& buildings, const std::string& about = "region: 6") {
        const std::string text =
            "gaiku: 1\n"
            "district: {id: town, name: {en: Town, ja: 町}, " +
            about +
            "}\n"
            "buildings: {" +
            buildings +
            "}\n"
            "assets: {m: {technology: machine, capacity: 5 kW}}\n"
            "plan: {method: network, hours: '8,760', year: 2023}\n"
            "economics: {discount_rate: 4 %}\n";
        const NodePtr document = read_yaml(text, "t.yaml", findings);
        file = read_district(
            document, "t.yaml", test::format(), tables(),
            [](const District& d, Findings& f) {
                if (d.is_network()) check_building_demands(d, f);
            },
            findings);
    }
    [[nodiscard]] std::vector<std::string> found() const {
        std::vector<std::string> all;
        for (const auto& finding : findings.all()) all.push_back(finding.code + " " + finding.path);
        return all;
    }
    [[nodiscard]] std::vector<BuildingDemand> demands() const {
        for (const auto& finding : findings.all()) {
            if (finding.severity == Severity::error) ADD_FAILURE() << print_finding(finding, Language::en);
        }
        return building_demands(file.eras.at(0).district);
    }
    Findings findings;
    DistrictFile file;
};

const BuildingDemand& of(const std::vector<BuildingDemand>& demands, Service service) {
    const auto found =
        std::find_if(demands.begin(), demands.end(), [&](const auto& d) { return d.service == service; });
    if (found == demands.end()) throw std::runtime_error("no such demand");
    return *found;
}

double sum(const HourlyYear& year) {
    return std::accumulate(year.begin(), year.end(), 0.0);
}

double highest(const HourlyYear& year) {
    return *std::max_element(year.begin(), year.end());
}

const std::string office = "o: {use: office, floor_area: '10,000 m2', unit_load: office/conventional}";

// 414, 295 and 56 MJ/m2 a year and 133, 357, 268 kJ/m2h on 10,000 m2 (document 003).
TEST(BuildingDemand, IsUnitLoadTimesFloorAreaWithItsPeak) {
    const auto demands = Town(office).demands();
    ASSERT_EQ(demands.size(), 3u);
    const auto& electricity = of(demands, Service::electricity);
    EXPECT_NEAR(sum(electricity.kw), 414 * 10'000 / 3.6, 1e-3);
    EXPECT_NEAR(highest(electricity.kw), 133 * 10'000 / 3600.0, 1e-6);
    EXPECT_EQ(electricity.carrier, "electricity");
    const auto& cooling = of(demands, Service::cooling);
    EXPECT_NEAR(sum(cooling.kw), 295 * 10'000 / 3.6, 1e-3);
    EXPECT_NEAR(highest(cooling.kw), 357 * 10'000 / 3600.0, 1e-6);
    EXPECT_EQ(cooling.carrier, "chilled_water");
    EXPECT_EQ(of(demands, Service::heating).carrier, "hot_water");
}

TEST(BuildingDemand, CoolingAndHeatingFollowTheWeatherAndTheHoursOfUse) {
    const auto demands = Town(office).demands();
    const auto& cooling = of(demands, Service::cooling).kw;
    const auto& heating = of(demands, Service::heating).kw;
    const std::size_t new_year_noon = 12;           // 1 January, a holiday
    const std::size_t winter_noon = 10 * 24 + 12;   // 11 January, a Wednesday
    const std::size_t summer_noon = 212 * 24 + 14;  // 1 August, a Tuesday
    EXPECT_EQ(heating[new_year_noon], 0) << "nobody is there";
    EXPECT_GT(heating[winter_noon], 0);
    EXPECT_EQ(cooling[winter_noon], 0);
    EXPECT_GT(cooling[summer_noon], 0);
    EXPECT_EQ(heating[summer_noon], 0);
    EXPECT_EQ(cooling[212 * 24 + 3], 0) << "at night";
}

TEST(BuildingDemand, AStadiumIsUsedOnDaysOffOnly) {
    const auto demands = Town("s: {use: stadium, floor_area: '30,000 m2', unit_load: stadium/nearly_zeb}").demands();
    const auto& electricity = of(demands, Service::electricity).kw;
    EXPECT_EQ(electricity[10 * 24 + 12], 0) << "a Wednesday in January";
    EXPECT_GT(electricity[7 * 24 + 9], 0) << "a Sunday in January, 9 h";
    EXPECT_EQ(electricity[7 * 24 + 18], 0);
    EXPECT_EQ(electricity[217 * 24 + 9], 0) << "a Sunday in August begins at 14 h";
    EXPECT_GT(electricity[217 * 24 + 20], 0);
}

TEST(BuildingDemand, HotWaterOfItsOwnHeatersIsWhatTheyDraw) {
    const std::string homes =
        "h: {use: dwelling, floor_area: '50,000 m2', unit_load: dwelling/tower_zehm_ready, hot_water_by: gas, "
        "hot_water_efficiency: 80 %}";
    const auto demands = Town(homes).demands();
    const auto& water = of(demands, Service::hot_water);
    EXPECT_EQ(water.carrier, "gas");
    EXPECT_NEAR(sum(water.kw), 94 * 50'000 / 3.6 / 0.8, 1e-3);
    EXPECT_EQ(
        Town("h: {use: dwelling, floor_area: 1 m2, unit_load: dwelling/tower_zehm_ready, hot_water_by: gas}").found(),
        std::vector<std::string>{"missing-key buildings.h.hot_water_efficiency"});
}

// 76 + 20 MJ/m2 of the flats and of the common areas; a household's curve is not bent up to the peak of one flat.
TEST(BuildingDemand, OfDwellingsHasTheCommonAreasAndStaysBelowTheUnitPeak) {
    const auto demands =
        Town("h: {use: dwelling, floor_area: '50,000 m2', unit_load: dwelling/tower_zehm_ready}").demands();
    const auto& electricity = of(demands, Service::electricity);
    EXPECT_NEAR(electricity.annual_kwh, 96 * 50'000 / 3.6, 1e-6);
    EXPECT_NEAR(*electricity.peak_kw, 168 * 50'000 / 3600.0, 1e-6);
    EXPECT_LT(highest(electricity.kw), *electricity.peak_kw);
    const auto& water = of(demands, Service::hot_water);
    EXPECT_NEAR(highest(water.kw), 50 * 50'000 / 3600.0, 1e-6) << "a household's evening bath would be higher";
}

TEST(BuildingDemand, HouseholdsHaveTheCurveOfTheirSize) {
    const auto of_size = [](const char* persons) {
        return Town(std::string("h: {use: dwelling, households: 100, electricity_per_household: '4,618 kWh/year', "
                                "persons_per_household: ") +
                    persons + "}")
            .demands()
            .at(0);
    };
    EXPECT_NEAR(sum(of_size("4").kw), 461'800, 1e-6);
    EXPECT_NE(of_size("1").kw[19], of_size("4").kw[19]);
}

TEST(BuildingDemand, APatternOfItsOwnDecides) {
    const std::string day("[0,0,0,0,0,0,0,0,1,1,1,1,1,1,1,1,1,1,0,0,0,0,0,0]");
    const auto demands = Town(
                             "f: {use: factory, floor_area: '1,000 m2', electricity_per_area: 360 MJ/m2/year, "
                             "patterns: {electricity: {months: [2,1,1,1,1,1,1,1,1,1,1,1], weekday: " +
                             day + ", holiday: [0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0]}}}")
                             .demands();
    ASSERT_EQ(demands.size(), 1u);
    const auto& kw = demands[0].kw;
    EXPECT_NEAR(sum(kw), 100'000, 1e-6);
    EXPECT_NEAR(std::accumulate(kw.begin(), kw.begin() + 744, 0.0), 100'000 * 2.0 / 13, 1e-6) << "January counts twice";
    EXPECT_EQ(kw[12], 0) << "New Year";
    EXPECT_GT(kw[10 * 24 + 12], 0);
    EXPECT_EQ(kw[10 * 24 + 7], 0);
}

TEST(BuildingDemand, ATablesNumbersMayBeReplaced) {
    const Town town(
        "o: {use: office, floor_area: '10,000 m2', unit_load: office/conventional, match_peak: no}}\ndata: "
        "{demand_uses: {office: {cooling_from: 30 degC}}, unit_loads: {office/conventional: "
        "{cooling: 100 MJ/m2/year}}");
    const auto demands = town.demands();
    EXPECT_NEAR(of(demands, Service::cooling).annual_kwh, 100 * 10'000 / 3.6, 1e-6);
    EXPECT_TRUE(town.found().empty()) << town.found().at(0);
}

TEST(BuildingDemand, WhatIsMissingIsNamed) {
    using Strings = std::vector<std::string>;
    EXPECT_EQ(Town("o: {use: office, unit_load: office/conventional}").found(),
              Strings{"missing-key buildings.o.floor_area"});
    EXPECT_EQ(Town(office, "note: no region").found(), Strings{"missing-key district.region"});
    EXPECT_EQ(Town("f: {use: factory, floor_area: 1 m2, electricity_per_area: 1 MJ/m2/year}").found(),
              Strings{"missing-key buildings.f.patterns"});
    EXPECT_EQ(Town("o: {use: office, floor_area: 1 m2, unit_load: office/huge}").found(),
              Strings{"unknown-reference buildings.o.unit_load"});
    EXPECT_EQ(Town("h: {use: dwelling, electricity_per_household: 1 kWh/year}").found(),
              Strings{"missing-key buildings.h.households"});
    EXPECT_EQ(
        Town("o: {use: office, floor_area: 1 m2, unit_load: office/conventional, patterns: {warmth: {}}}").found(),
        Strings{"unknown-key buildings.o.patterns.warmth"});
}

// Shops are heated below 12 degC, which Naha (region 8) does not know: a row's heating is left out, and told where the
// unit loads are to stay as printed; a load that the file itself states is an error.
TEST(BuildingDemand, HeatingThatTheWeatherNeverAsksForIsLeftOutOfARow) {
    const std::string shop = "s: {use: retail, floor_area: '5,000 m2', unit_load: retail/conventional";
    const Town of_row(shop + "}", "region: 8");
    EXPECT_EQ(of_row.found(), std::vector<std::string>{}) << "no degree hours, no heating";
    const Town as_printed(shop + "}}\nunit_load_climate: {follow: nothing", "region: 8");
    EXPECT_EQ(as_printed.found(), std::vector<std::string>{"demand-without-hours buildings.s.unit_load"});
    for (const auto& demand : of_row.demands()) {
        EXPECT_NE(demand.service, Service::heating);
        EXPECT_NEAR(sum(demand.kw), demand.annual_kwh, 1e-3);
    }
    EXPECT_EQ(of_row.demands().size(), 2u) << "electricity and cooling";
    EXPECT_EQ(Town(shop + ", heating_per_area: 20 MJ/m2/year}", "region: 8").found(),
              std::vector<std::string>{"contradiction buildings.s.use"});
    EXPECT_EQ(of(Town(shop + "}").demands(), Service::heating).of_row, true) << "region 6 has hours of it";
}

// Offices have 13.43 full-load hours on a weekday, so that no bending brings 100 hours of them a year.
TEST(BuildingDemand, APeakThatTheHoursCannotReachIsAWarning) {
    const Town town(
        "o: {use: office, floor_area: 1 m2, electricity_per_area: 360 MJ/m2/year, "
        "electricity_peak_per_area: '3,600 kJ/m2/h'}");
    EXPECT_EQ(town.found(), std::vector<std::string>{"peak-not-met buildings.o.electricity_peak_per_area"});
    EXPECT_FALSE(town.findings.has_errors());
}

// Whoever gives months and hours means them: what the unit peak makes of them is told, unless they asked for it.
TEST(BuildingDemand, APatternThatThePeakBendsIsAWarning) {
    const auto found = [](const std::string& rule) {
        return Town("o: {use: office, floor_area: '10,000 m2', unit_load: office/conventional, " + rule +
                    "patterns: {electricity: {months: [10,5,10,5,10,5,10,5,10,5,10,15]}}}")
            .found();
    };
    using Strings = std::vector<std::string>;
    EXPECT_EQ(found(""), Strings{"unusual buildings.o.patterns.electricity"});
    EXPECT_EQ(found("match_peak: yes, "), Strings{});
    EXPECT_EQ(found("match_peak: no, "), Strings{});
}

TEST(BuildingDemand, HouseholdsInAnOfficeAreAWarning) {
    const Town town("o: {use: office, households: 10, electricity_per_household: '4,000 kWh/year'}");
    EXPECT_EQ(town.found(), std::vector<std::string>{"unusual buildings.o.electricity_per_household"});
}

// A ward office has no rows of its own: whoever takes those of offices is not told to take what is not there.
TEST(BuildingDemand, TheRowOfAnotherUseIsOddOnlyWhereItsOwnUseHasRows) {
    const auto found = [](const std::string& use) {
        return Town("o: {use: " + use + ", floor_area: '1,000 m2', unit_load: office/medium_zeb, match_peak: no}")
            .found();
    };
    EXPECT_EQ(found("public"), std::vector<std::string>{});
    EXPECT_EQ(found("retail"), std::vector<std::string>{"unusual buildings.o.unit_load"});
}

}  // namespace
}  // namespace gaiku::building_demand_test
