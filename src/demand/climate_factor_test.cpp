#include "demand/climate_factor.h"

#include <algorithm>
#include <numeric>

#include "demand/building_demand.h"
#include "district/machine_for_tests.h"

namespace gaiku::climate_factor_test {
namespace {

/// A district of one building of 10,000 m2; `more` are further sections.
District district_of(const std::string& building, const std::string& region, const std::string& more = "") {
    Findings findings;
    const NodePtr document = read_yaml(
        "gaiku: 1\n"
        "district: {id: town, name: {en: Town, ja: 町}, region: " +
            region +
            "}\n"
            "buildings: {b: {floor_area: '10,000 m2', " +
            building +
            "}}\n"
            "assets: {m: {technology: machine, capacity: 5 kW}}\n"
            "plan: {method: network, hours: '8,760', year: 2023}\n"
            "economics: {discount_rate: 4 %}\n" +
            more,
        "t.yaml", findings);
    DistrictFile file = read_district(
        document, "t.yaml", test::format(), test::tables(),
        [](const District& d, Findings& f) { check_building_demands(d, f); }, findings);
    for (const auto& finding : findings.all()) {
        if (finding.severity == Severity::error) ADD_FAILURE() << print_finding(finding, Language::en);
    }
    return std::move(file.eras.at(0).district);
}

const std::string office = "use: office, unit_load: office/conventional";

std::shared_ptr<const Weather> always(double temperature_c) {
    auto weather = std::make_shared<Weather>();
    weather->temperature_c.assign(hours_of_year, temperature_c);
    return weather;
}

/// The same district where it is always `here` degC, its unit loads from where it is always `there`.
District between(District district, double here, double there) {
    district.weather = always(here);
    district.weather_of_unit_loads = always(there);
    return district;
}

const BuildingDemand* find(const std::vector<BuildingDemand>& demands, Service service) {
    const auto found =
        std::find_if(demands.begin(), demands.end(), [&](const auto& d) { return d.service == service; });
    return found == demands.end() ? nullptr : &*found;
}

double kwh_of(const District& district, Service service) {
    const auto demands = building_demands(district);
    const BuildingDemand* demand = find(demands, service);
    return demand == nullptr ? 0 : std::accumulate(demand->kw.begin(), demand->kw.end(), 0.0);
}

// Offices are heated below 14 degC: at 4 degC by 10 K, at 9 degC by 5 K, in the same hours. So 56 MJ/m2 and 268 kJ/m2h
// are doubled.
TEST(ClimateFactor, TwiceTheDegreesAreTwiceTheLoad) {
    const auto demands = building_demands(between(district_of(office, "6"), 4, 9));
    const BuildingDemand* heating = find(demands, Service::heating);
    ASSERT_NE(heating, nullptr);
    EXPECT_NEAR(heating->annual_kwh, 2 * 56 * 10'000 / 3.6, 1e-6);
    EXPECT_NEAR(*heating->peak_kw, 2 * 268 * 10'000 / 3600.0, 1e-6);
    EXPECT_NEAR(find(demands, Service::electricity)->annual_kwh, 414 * 10'000 / 3.6, 1e-6)
        << "light follows no weather";
    EXPECT_EQ(find(demands, Service::cooling), nullptr) << "never above 18 degC";
}

// A quarter of dwellings' 131 + 44 MJ/m2 is air conditioning; they are heated below 16 degC: 10 K at 6 degC, 5 K at 11.
// 175 x (0.75 + 0.25 x 2) = 218.75 MJ/m2.
TEST(ClimateFactor, OfDwellingsTheAirConditioningInTheElectricityFollows) {
    const District here = between(district_of("use: dwelling, unit_load: dwelling/conventional", "6"), 6, 11);
    EXPECT_NEAR(kwh_of(here, Service::electricity), 218.75 * 10'000 / 3.6, 1e-3);
    EXPECT_NEAR(kwh_of(here, Service::hot_water), 126 * 10'000 / 3.6, 1e-3);
}

// Of 218.75 MJ/m2 87.5 are air conditioning, all of it in the three cold months.
TEST(ClimateFactor, TheAirConditioningFallsOnItsHours) {
    District cold = between(district_of("use: dwelling, unit_load: dwelling/conventional, match_peak: no", "6"), 6, 11);
    auto weather = std::make_shared<Weather>(*cold.weather);
    std::fill(weather->temperature_c.begin() + 90 * 24, weather->temperature_c.end(), 20.0);
    auto literature = std::make_shared<Weather>(*weather);
    std::fill(literature->temperature_c.begin(), literature->temperature_c.begin() + 90 * 24, 11.0);
    cold.weather = weather;
    cold.weather_of_unit_loads = literature;
    District as_printed = cold;
    as_printed.weather_of_unit_loads = nullptr;
    const auto after_march = [](const District& district) {
        const auto demands = building_demands(district);
        const HourlyYear& kw = find(demands, Service::electricity)->kw;
        return std::accumulate(kw.begin() + 90 * 24, kw.end(), 0.0);
    };
    EXPECT_NEAR(after_march(cold), after_march(as_printed), 1e-3) << "light and equipment are the same";
    EXPECT_NEAR(kwh_of(cold, Service::electricity) - kwh_of(as_printed, Service::electricity), 43.75 * 10'000 / 3.6,
                1e-3);
}

TEST(ClimateFactor, RegionSixIsAsPrinted) {
    const District district = district_of(office, "6");
    EXPECT_EQ(district.weather_of_unit_loads, nullptr);
    EXPECT_NEAR(kwh_of(district, Service::heating), 56 * 10'000 / 3.6, 1e-3);
}

// The climate years of the regions, from Kitami to Naha.
TEST(ClimateFactor, ColdRegionsHeatSeveralTimesAsMuchAndNahaHardly) {
    double before = 1e9;
    for (const char* region : {"1", "2", "3", "4", "5", "6", "7", "8"}) {
        const double heating = kwh_of(district_of(office, region), Service::heating);
        EXPECT_LT(heating, before) << region;
        before = heating;
    }
    const auto times_six = [](const char* region, Service service) {
        return kwh_of(district_of(office, region), service) / kwh_of(district_of(office, "6"), service);
    };
    EXPECT_GT(times_six("2", Service::heating), 2.5) << "Iwamizawa";
    EXPECT_LT(times_six("2", Service::heating), 5);
    EXPECT_LT(times_six("8", Service::heating), 0.02) << "Naha";
    EXPECT_GT(times_six("8", Service::cooling), 1.3);
    EXPECT_LT(times_six("8", Service::cooling), 2);
    EXPECT_LT(times_six("2", Service::cooling), 0.5);
}

TEST(ClimateFactor, TheFileMayHoldThemOrGiveThem) {
    const double printed = 56 * 10'000 / 3.6;
    EXPECT_NEAR(kwh_of(district_of(office, "2", "unit_load_climate: {follow: nothing}\n"), Service::heating), printed,
                1e-3);
    EXPECT_NEAR(kwh_of(district_of(office, "2", "unit_load_climate: {heating: 2.5}\n"), Service::heating),
                2.5 * printed, 1e-3);
    const District stated = district_of(office + ", heating_per_area: 80 MJ/m2/year", "2");
    EXPECT_NEAR(kwh_of(stated, Service::heating), 80 * 10'000 / 3.6, 1e-3) << "a load of the file's own stays";
    const District own_weather = district_of(office, "6", "unit_load_climate: {follow: weather}\n");
    ASSERT_NE(own_weather.weather_of_unit_loads, nullptr);
    EXPECT_NEAR(kwh_of(own_weather, Service::heating), printed, 1e-3) << "the same climate year";
}

}  // namespace
}  // namespace gaiku::climate_factor_test
