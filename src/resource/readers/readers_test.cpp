#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <numeric>

#include "resource/readers/readers_for_tests.h"
#include "resource/sun.h"

/// Files of ours in every format, all of the climate year of region 6 (tools/make_weather_cases.py).
namespace gaiku::readers_test {
namespace {

// Half of the last digit that the file prints, and 0.2 W/m2 for the simpler sun of the script.
TEST_F(WeatherReaders, EpwGivesTheYearThatItWasWrittenFrom) {
    const auto [weather, findings, first] = outcome(read_epw, epw);
    ASSERT_TRUE(weather) << first;
    EXPECT_LT(largest_difference(weather->temperature_c, table->temperature_c), 0.051);
    EXPECT_LT(largest_difference(weather->global_w_m2, table->global_w_m2), 0.7);
    EXPECT_LT(largest_difference(weather->direct_normal_w_m2, table->direct_normal_w_m2), 0.51);
    EXPECT_LT(largest_difference(weather->diffuse_w_m2, table->diffuse_w_m2), 0.51);
    EXPECT_LT(largest_difference(weather->humidity_kg_per_kg, table->humidity_kg_per_kg), 1e-4)
        << "0.05 K of dew point";
    EXPECT_DOUBLE_EQ(weather->latitude_deg, 34.66);
    EXPECT_TRUE(weather->wind_m_s.empty()) << "999 m/s is no wind";
    EXPECT_EQ(weather->place.en, "Okayama");
}

// 0.005 MJ/m2 in an hour are 1.39 W/m2.
TEST_F(WeatherReaders, MetpvGivesTheYearThatItWasWrittenFrom) {
    const auto [weather, findings, first] = outcome(read_metpv, metpv);
    ASSERT_TRUE(weather) << first;
    EXPECT_LT(largest_difference(weather->temperature_c, table->temperature_c), 0.051);
    EXPECT_LT(largest_difference(weather->global_w_m2, table->global_w_m2), 1.6);
    EXPECT_NEAR(weather->latitude_deg, 34.66, 1e-3);
    EXPECT_NEAR(weather->longitude_deg, 133.92, 1e-3);
    EXPECT_TRUE(weather->humidity_kg_per_kg.empty());
    // Direct radiation is worked out from global less diffuse by the sun's height; the sum of both stays.
    const auto sun = sun_of_hours(weather->latitude_deg, weather->longitude_deg, 9);
    double direct = 0, of_table = 0;
    for (std::size_t i = 0; i < hours_of_year; ++i) {
        const double sine = std::max(0.0, std::sin(sun[i].altitude_rad));
        ASSERT_NEAR(weather->direct_normal_w_m2[i] * sine + weather->diffuse_w_m2[i], weather->global_w_m2[i], 1.5)
            << i;
        direct += weather->direct_normal_w_m2[i];
        of_table += table->direct_normal_w_m2[i];
    }
    // The file's direct radiation is the mean of two instants, of which at dawn and dusk one has a higher sun than the
    // hour's middle: 3.2 % more of a year's direct normal radiation than the table has.
    EXPECT_NEAR(direct, of_table, 0.04 * of_table);
}

TEST_F(WeatherReaders, AmedasGivesTheYearThatItWasWrittenFrom) {
    const auto [weather, findings, first] = outcome(read_amedas, amedas);
    ASSERT_TRUE(weather) << first;
    EXPECT_LT(largest_difference(weather->temperature_c, table->temperature_c), 0.051);
    EXPECT_LT(largest_difference(weather->global_w_m2, table->global_w_m2), 1.6);
    EXPECT_EQ(weather->place.ja, "岡山");
    // 0.5 % of relative humidity at 35 degC are 2e-4 kg/kg; the table's air is at times more than saturated.
    EXPECT_LT(largest_difference(weather->humidity_kg_per_kg, table->humidity_kg_per_kg), 1e-3);
    EXPECT_TRUE(findings.empty()) << first << " (no radiation stands there at night)";
    for (std::size_t i = 0; i < hours_of_year; ++i) {
        ASSERT_GE(weather->direct_normal_w_m2[i], 0) << i;
        ASSERT_LE(weather->diffuse_w_m2[i], weather->global_w_m2[i] + 1e-9) << i;
    }
}

TEST_F(WeatherReaders, CsvGivesTheYearThatItWasWrittenFrom) {
    const auto [weather, findings, first] = outcome(read_weather_csv, csv);
    ASSERT_TRUE(weather) << first;
    EXPECT_LT(largest_difference(weather->temperature_c, table->temperature_c), 0.0051);
    EXPECT_LT(largest_difference(weather->global_w_m2, table->global_w_m2), 0.2);
    EXPECT_LT(largest_difference(weather->direct_normal_w_m2, table->direct_normal_w_m2), 0.051);
    EXPECT_LT(largest_difference(weather->humidity_kg_per_kg, table->humidity_kg_per_kg), 5.1e-6);
}

TEST_F(WeatherReaders, CsvTakesOtherUnitsOfTheSameKind) {
    const auto mega = outcome(read_weather_csv, edited(csv, [](int number, std::string& line) {
                                  if (number == 2) line = "temperature (degC),x,global (kWh/m2),y,diffuse (MJ/m2)";
                              }));
    EXPECT_THAT(mega.findings, testing::Not(testing::IsEmpty())) << "a thousand times too much sun";
    EXPECT_THAT(mega.first, testing::HasSubstr("out-of-range"));
    const auto wrong = outcome(read_weather_csv, edited(csv, [](int number, std::string& line) {
                                   if (number == 2) line = "temperature (degC),x,global (kWh),y,diffuse (W/m2)";
                               }));
    EXPECT_THAT(wrong.findings, testing::ElementsAre("wrong-unit 2"));
}

// No hour is too much where megajoules stand as watts, but the year would have no sun, and a plan no PV.
TEST_F(WeatherReaders, AYearOfTooLittleSunIsOfAnotherUnit) {
    const auto little = outcome(read_weather_csv, edited(csv, [](int number, std::string& line) {
                                    if (number == 2) line = "temperature (degC),x,global (W/m2)";
                                    if (number <= 2) return;
                                    const auto fields = split(line, ',');
                                    line =
                                        fmt::format("{},{},{}", fields[0], fields[1], *plain_number(fields[2]) / 277.8);
                                }));
    EXPECT_THAT(little.findings, testing::ElementsAre("out-of-range 0"));
    EXPECT_THAT(little.first, testing::HasSubstr("kWh/m2"));
}

// Okayama's year in universal time, and as of a place on the other side of the Earth.
TEST_F(WeatherReaders, ASunThatShinesAtNightIsOfAnotherClockOrPlace) {
    const auto shifted = [&](int hours) {
        std::vector<std::string> rows;
        edited(csv, [&](int number, std::string& line) {
            if (number > 2) rows.push_back(line);
        });
        std::rotate(rows.begin(), rows.begin() + hours, rows.end());
        std::size_t row = 0;
        return edited(csv, [&](int number, std::string& line) {
            if (number > 2) line = rows.at(row++);
        });
    };
    const auto universal = outcome(read_weather_csv, shifted(9));
    EXPECT_THAT(universal.findings, testing::ElementsAre("not-a-time 0"));
    EXPECT_THAT(universal.first, testing::HasSubstr("local standard time"));
    Findings findings;
    WeatherFile west = file_of("w", amedas);
    west.longitude_deg = -133.92;
    EXPECT_FALSE(read_amedas(west, findings));
    EXPECT_EQ(findings.all().front().code, "not-a-time");
}

TEST_F(WeatherReaders, TwoMissingHoursAreFilledAndNamed) {
    // Lines 9 + h of EPW begin with the hour h of the year.
    const auto is = outcome(read_epw, edited(epw, [](int number, std::string& line) {
                                if (number == 9 + 101 || number == 9 + 102) line.clear();
                            }));
    ASSERT_TRUE(is.weather) << is.first;
    EXPECT_THAT(is.findings, testing::ElementsAre("series-gap 109"));
    EXPECT_THAT(is.first, testing::HasSubstr("1/5 05:00"));
    EXPECT_THAT(is.first, testing::HasSubstr("2 h"));
    EXPECT_NEAR(is.weather->temperature_c[101], table->temperature_c[101], 3);
}

TEST_F(WeatherReaders, FourMissingHoursAreTooMany) {
    const auto is = outcome(read_epw, edited(epw, [](int number, std::string& line) {
                                if (number >= 9 + 101 && number <= 9 + 104) line.clear();
                            }));
    EXPECT_THAT(is.findings, testing::ElementsAre("series-gap 109"));
}

// Every second hour: each gap is short, but half of the sunshine would be made up.
TEST_F(WeatherReaders, ManyShortGapsAreTooMany) {
    const auto is = outcome(read_epw, edited(epw, [](int number, std::string& line) {
                                if (number > 9 && number % 2 == 0) line.clear();
                            }));
    EXPECT_FALSE(is.weather);
    EXPECT_THAT(is.findings, testing::ElementsAre("series-gap 9"));
    EXPECT_THAT(is.first, testing::AllOf(testing::HasSubstr("4380 h"), testing::HasSubstr("438 h")));
    const auto values = outcome(read_amedas, edited(amedas, [](int number, std::string& line) {
                                    if (number < 10 || number % 2 != 0) return;
                                    const auto first = line.find(','), second = line.find(',', first + 1);
                                    line.replace(first, second - first, ",");
                                }));
    EXPECT_FALSE(values.weather) << "rows without a temperature";
    EXPECT_EQ(values.findings.size(), 1u);
}

TEST_F(WeatherReaders, AByteOrderMarkIsNoPartOfTheFirstLine) {
    for (const auto& [reader, text] :
         {std::pair<Reader, const std::string*>{read_epw, &epw}, {read_metpv, &metpv}, {read_weather_csv, &csv}}) {
        const auto is = outcome(reader, "\xEF\xBB\xBF" + *text);
        EXPECT_TRUE(is.weather) << is.first;
    }
}

TEST_F(WeatherReaders, MissingValuesOfARowAreAGapOfTheirElement) {
    const auto without = [&](int last) {
        return outcome(read_amedas, edited(amedas, [=](int number, std::string& line) {
                           if (number < 18 || number > last) return;
                           const auto first = line.find(','), second = line.find(',', first + 1);
                           line.replace(first, second - first, ",");
                       }));
    };
    EXPECT_THAT(without(20).findings, testing::ElementsAre("series-gap 18"));
    EXPECT_TRUE(without(20).weather);
    EXPECT_FALSE(without(21).weather);
    EXPECT_THAT(without(21).findings, testing::ElementsAre("series-gap 18"));
}

TEST_F(WeatherReaders, MarksOfNoObservationMakeAGap) {
    const auto is = outcome(read_amedas, edited(amedas, [](int number, std::string& line) {
                                // 2026/1/1 5:00:00,2.4,8,1,...: the mark becomes 1.
                                if (number != 10) return;
                                const auto value = line.find(','), mark = line.find(',', value + 1);
                                line[mark + 1] = '1';
                            }));
    EXPECT_TRUE(is.weather);
    EXPECT_THAT(is.findings, testing::ElementsAre("series-gap 10"));
}

TEST_F(WeatherReaders, ATruncatedFileLacksTheRestOfTheYear) {
    for (const auto& [reader, text] : {std::pair<Reader, const std::string*>{read_epw, &epw},
                                       {read_metpv, &metpv},
                                       {read_amedas, &amedas},
                                       {read_weather_csv, &csv}}) {
        const std::string half = text->substr(0, text->rfind('\n', text->size() / 2) + 1);
        const auto is = outcome(reader, half);
        EXPECT_FALSE(is.weather);
        EXPECT_THAT(is.first, testing::HasSubstr("series-gap")) << is.first;
        const auto nothing = outcome(reader, "");
        EXPECT_FALSE(nothing.weather);
    }
}

TEST_F(WeatherReaders, CutOffRowsAndWordsAreFoundAtTheirLine) {
    const auto cut = outcome(read_epw, edited(epw, [](int number, std::string& line) {
                                 if (number == 500) line.resize(20);
                             }));
    EXPECT_THAT(cut.findings, testing::ElementsAre("csv-syntax 500"));
    const auto word = outcome(read_metpv, edited(metpv, [](int number, std::string& line) {
                                  if (number == 2) line.replace(15 + 5 * 12, 5, " none");
                              }));
    EXPECT_THAT(word.findings, testing::ElementsAre("not-a-number 2"));
    const auto twice = outcome(read_amedas, edited(amedas, [](int number, std::string& line) {
                                   if (number == 7) line += "\n" + line;
                               }));
    EXPECT_THAT(twice.findings, testing::ElementsAre("series-gap 8"));
    const auto hot = outcome(read_weather_csv, edited(csv, [](int number, std::string& line) {
                                 if (number == 100) line = "271.3" + line.substr(line.find(','));
                             }));
    EXPECT_THAT(hot.findings, testing::ElementsAre("out-of-range 100")) << "kelvin for degC";
}

TEST_F(WeatherReaders, FaultsInEveryRowAreCountedNotAllTold) {
    const auto is = outcome(read_epw, edited(epw, [](int number, std::string& line) {
                                if (number > 8) line.resize(20);
                            }));
    EXPECT_LE(is.findings.size(), 22u);
    EXPECT_GE(is.findings.size(), 20u);
}

TEST_F(WeatherReaders, TheTwentyNinthOfFebruaryIsLeftOutAndSaid) {
    const auto is = outcome(read_epw, edited(epw, [](int number, std::string& line) {
                                const int last_of_28th = 8 + 59 * 24;
                                if (number != last_of_28th) return;
                                const std::string row = line.substr(line.find(",24,") + 4);
                                for (int hour = 1; hour <= 24; ++hour)
                                    line += "\n2024,2,29," + std::to_string(hour) + "," + row;
                            }));
    ASSERT_TRUE(is.weather) << is.first;
    EXPECT_THAT(is.findings, testing::ElementsAre("unread 1425"));
    EXPECT_LT(largest_difference(is.weather->temperature_c, table->temperature_c), 0.051);
    const auto leap_csv = outcome(read_weather_csv, edited(csv, [](int number, std::string& line) {
                                      const int last_of_28th = 2 + 59 * 24;
                                      if (number != last_of_28th) return;
                                      const std::string row = line;
                                      for (int hour = 1; hour <= 24; ++hour) line += "\n" + row;
                                  }));
    ASSERT_TRUE(leap_csv.weather) << leap_csv.first;
    EXPECT_LT(largest_difference(leap_csv.weather->temperature_c, table->temperature_c), 0.0051);
}

TEST_F(WeatherReaders, OtherFormatsAreRefusedByTheirFirstLines) {
    EXPECT_THAT(outcome(read_epw, csv).findings, testing::ElementsAre("csv-syntax 1"));
    EXPECT_THAT(outcome(read_metpv, epw).findings, testing::ElementsAre("csv-syntax 1"));
    EXPECT_FALSE(outcome(read_amedas, epw).weather);
    EXPECT_FALSE(outcome(read_weather_csv, metpv).weather);
}

TEST_F(WeatherReaders, AmedasOfSeveralStationsAsksWhich) {
    const std::string two = edited(amedas, [](int number, std::string& line) {
        if (number == 3) line += ",XYZ";
        if (number == 4) line += ",XYZ";
    });
    EXPECT_THAT(outcome(read_amedas, two).findings, testing::ElementsAre("unknown-reference 0"));
    Findings findings;
    WeatherFile file = file_of("w", two);
    file.station = "岡山";
    EXPECT_TRUE(read_amedas(file, findings));
    file.latitude_deg.reset();
    EXPECT_FALSE(read_amedas(file, findings));
    EXPECT_EQ(findings.all().back().code, "missing-key");
}

// A planner finds a word in the file only as it stands there.
TEST_F(WeatherReaders, WordsOfTheFileAreToldAsTheyStand) {
    const auto word = outcome(read_amedas, edited(amedas, [](int number, std::string& line) {
                                  if (number == 20)
                                      line = line.substr(0, line.find(',') + 1) + "\x8c\x87\x91\xaa" +
                                             line.substr(line.find(',', line.find(',') + 1));
                              }));
    EXPECT_THAT(word.findings, testing::ElementsAre("not-a-number 20"));
    EXPECT_THAT(word.first, testing::HasSubstr("found: 欠測"));
    const auto bytes = outcome(read_epw, edited(epw, [](int number, std::string& line) {
                                   if (number == 20) line.replace(0, 4, "\x8c\x87");
                                   if (number == 20) line.resize(30);
                               }));
    EXPECT_THAT(bytes.findings, testing::ElementsAre("csv-syntax 20"));
    EXPECT_THAT(bytes.first, testing::HasSubstr("found: ??,"));
}

TEST_F(WeatherReaders, AmedasMayBeUtf8AndNothingElse) {
    const auto broken = outcome(read_amedas, edited(amedas, [](int number, std::string& line) {
                                    if (number == 9) line += ",\x81";
                                }));
    EXPECT_THAT(broken.findings, testing::ElementsAre("file-encoding 9"));
}

}  // namespace
}  // namespace gaiku::readers_test
