#include <filesystem>

#include "district/machine_for_tests.h"
#include "district/weather_series.h"

namespace gaiku {
namespace {

using test::finding_of;
using test::findings_of;
using test::good;
using Strings = std::vector<std::string>;

const std::string network =
    "district: {region: 6}\n"
    "buildings: null\n"
    "environment: null\n"
    "plan: {method: network, hours: 48}\n"
    "economics: {value_of_own_generation: null, margin_on_demand: null}\n"
    "scenarios: null\n";

std::string cases(const std::string& name) {
    return (std::filesystem::path(GAIKU_SOURCE_DIR) / "cases/weather" / name).string();
}

TEST(DistrictWeather, IsTheClimateYearOfItsRegion) {
    EXPECT_EQ(good("").weather, nullptr) << "no region, no weather";
    const District district = good("district: {region: 6}");
    ASSERT_TRUE(district.weather);
    EXPECT_EQ(district.weather->place.ja, "岡山");
    EXPECT_EQ(district.weather->temperature_c.size(), hours_of_year);
}

TEST(DistrictWeather, ComesFromAFileInstead) {
    const District district = good("district: {region: 1}\nweather: {format: epw, file: " + cases("okayama.epw") + "}");
    EXPECT_NEAR(district.weather->latitude_deg, 34.66, 1e-9) << "not Kitami's";
    EXPECT_TRUE(good("weather: {format: amedas, latitude: 34.66 deg, longitude: 133.92 deg, file: " +
                     cases("okayama_amedas.csv") + "}")
                    .weather);
}

TEST(DistrictWeather, ComesFromMonthlyMeansOnTheDaysOfTheRegion) {
    const std::string months =
        "weather: {format: monthly, temperature_by_month: [5 degC, 6 degC, 9 degC, 15 degC, 19 degC, 23 degC, 27 degC, "
        "28 degC, 24 degC, 18 degC, 13 degC, 7 degC], radiation_by_month: [2.5 kWh/m2/day, 3 kWh/m2/day, "
        "3.9 kWh/m2/day, 4.8 kWh/m2/day, 5.2 kWh/m2/day, 4.7 kWh/m2/day, 5 kWh/m2/day, 5.2 kWh/m2/day, "
        "4.1 kWh/m2/day, 3.4 kWh/m2/day, 2.6 kWh/m2/day, 2.3 kWh/m2/day]}";
    const auto weather = good("district: {region: 6}\n" + months).weather;
    double january_c = 0, january_wh = 0;
    for (std::size_t hour = 0; hour < 31UL * 24; ++hour) {
        january_c += weather->temperature_c[hour];
        january_wh += weather->global_w_m2[hour];
    }
    EXPECT_NEAR(january_c / (31 * 24), 5, 1e-9);
    EXPECT_NEAR(january_wh / 31 / 1000, 2.5, 1e-9);
    EXPECT_EQ(finding_of(months).path, "weather.format") << "no region";
}

// The file, or the region's climate year, says where it is: a place of the district file would be ignored in silence.
TEST(DistrictWeather, RefusesAPlaceThatTheFormatDoesNotUse) {
    const auto with = [](const std::string& keys) {
        return findings_of("weather: {format: epw, " + keys + ", file: " + cases("okayama.epw") + "}");
    };
    EXPECT_EQ(with("latitude: 43 deg"), Strings{"contradiction weather.latitude"});
    EXPECT_EQ(with("altitude: 500 m"), Strings{"contradiction weather.altitude"});
    EXPECT_EQ(with("timing: instants"), Strings{"contradiction weather.timing"});
    EXPECT_EQ(with("station: 岡山"), Strings{"contradiction weather.station"});
    EXPECT_EQ(
        findings_of("weather: {format: amedas, timing: instants, latitude: 34.66 deg, longitude: 133.92 deg, file: " +
                    cases("okayama_amedas.csv") + "}"),
        Strings{"contradiction weather.timing"});
}

TEST(DistrictWeather, RefusesMonthsWithMoreSunThanThereIs) {
    const auto with_january = [](const char* january) {
        return std::string(
                   "district: {region: 6}\nweather: {format: monthly, temperature_by_month: [5 degC, 6 degC, 9 degC, "
                   "15 degC, 19 degC, 23 degC, 27 degC, 28 degC, 24 degC, 18 degC, 13 degC, 7 degC], "
                   "radiation_by_month: [") +
               january +
               " kWh/m2/day, 3 kWh/m2/day, 3.9 kWh/m2/day, 4.8 kWh/m2/day, 5.2 kWh/m2/day, 4.7 kWh/m2/day, 5 "
               "kWh/m2/day, 5.2 kWh/m2/day, 4.1 kWh/m2/day, 3.4 kWh/m2/day, 2.6 kWh/m2/day, 2.3 kWh/m2/day]}";
    };
    // Outside the air, 34.7 degrees north: 5.2 kWh/m2 a day in January
    EXPECT_EQ(findings_of(with_january("12")), Strings{"out-of-range weather.radiation_by_month"});
    EXPECT_EQ(findings_of(with_january("4.6")), Strings{"unusual weather.radiation_by_month"});
    EXPECT_EQ(findings_of(with_january("3.5")), Strings{});
}

TEST(DistrictWeather, SaysWhatItsSectionLacks) {
    EXPECT_EQ(findings_of("weather: {format: epw}"), Strings{"missing-key weather.file"});
    EXPECT_EQ(findings_of("weather: {format: epw, file: nowhere.epw}"), Strings{"file-not-readable weather.file"});
    EXPECT_EQ(findings_of("weather: {format: tmy3, file: x}"), Strings{"not-a-choice weather.format"});
    EXPECT_EQ(findings_of("weather: {format: csv, file: " + cases("okayama.csv") + "}").size(), 1u)
        << "a CSV says no place";
    EXPECT_EQ(
        findings_of("weather: {format: epw, file: " + cases("okayama.epw") + ", radiation_by_month: [1 kWh/m2/day]}")
            .size(),
        1u);
}

TEST(DistrictWeather, FaultsOfAFileAreToldOnceForAllScenarios) {
    Findings findings;
    (void)test::read("weather: {format: epw, file: " + cases("okayama.csv") +
                         "}\nscenarios: [{era: a, supply_rate: 50 %, change: {assets: {m: {units: 2}}}}, {era: b, "
                         "supply_rate: 50 %, change: {assets: {m: {units: 3}}}}]",
                     findings);
    ASSERT_EQ(findings.all().size(), 1u);
    EXPECT_EQ(findings.all()[0].position.line, 1);
    EXPECT_NE(findings.all()[0].position.file.find("okayama.csv"), std::string::npos);
}

TEST(DistrictWeather, SeriesTakeANumberForEveryStep) {
    const District district =
        good(network +
             "series: {air: {weather: temperature, unit: degC}, sun: {weather: global_horizontal, "
             "unit: W/m2}, river: {weather: river, unit: degC}, wet: {weather: wet_bulb, unit: "
             "degC}}");
    const auto& air = district.series.at("air")->values;
    ASSERT_EQ(air.size(), 48u);
    EXPECT_EQ(air[12], district.weather->temperature_c[12]);
    EXPECT_DOUBLE_EQ(district.series.at("sun")->values[12], district.weather->global_w_m2[12] / 1000) << "kW/m2";
    EXPECT_LE(district.series.at("wet")->values[12], air[12]);
    std::string in_halves = network;
    in_halves.replace(in_halves.find("hours: 48"), 9, "hours: 48, step: 30 min");
    const District half = good(in_halves + "series: {air: {weather: temperature, unit: degC}}");
    ASSERT_EQ(half.series.at("air")->values.size(), 96u);
    EXPECT_EQ(half.series.at("air")->values[25], district.weather->temperature_c[12]);
}

TEST(DistrictWeather, SeriesSayWhatTheyCannotHave) {
    const auto found = [](const std::string& entry, const std::string& region = "") {
        return findings_of(network + region + "series: {s: {" + entry + "}}");
    };
    EXPECT_EQ(found("weather: temperature, unit: kW"), Strings{"wrong-unit series.s.unit"});
    EXPECT_EQ(found("weather: wind, unit: m/s"), Strings{"source-missing series.s.weather"});
    EXPECT_EQ(found("weather: temperature, values: [1], unit: degC"), Strings{"contradiction series.s.values"});
    EXPECT_EQ(found("weather: snow, unit: degC"), Strings{"not-a-choice series.s.weather"});
    EXPECT_EQ(found("unit: degC"), Strings{"missing-key series.s.file"});
}

}  // namespace
}  // namespace gaiku
