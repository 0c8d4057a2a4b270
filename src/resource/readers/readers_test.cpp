#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <numeric>

#include "base/file.h"
#include "resource/climate_table.h"
#include "resource/readers/hourly_year.h"
#include "resource/readers/lines.h"
#include "resource/readers/weather_file.h"
#include "resource/sun.h"

/// Files of ours in every format, all of the climate year of region 6 (tools/make_weather_cases.py).
namespace gaiku {
namespace {

using Reader = WeatherRead (*)(const WeatherFile&, Findings&);

std::string bytes_of(const std::string& name) {
    Findings findings;
    const auto bytes =
        read_file_bytes(std::filesystem::path(GAIKU_SOURCE_DIR) / "cases/weather" / name, name, 1U << 24U, findings);
    if (!bytes) throw std::runtime_error(name + " cannot be read");
    return *bytes;
}

WeatherFile file_of(const std::string& name, const std::string& bytes) {
    return {.name = name, .bytes = bytes, .latitude_deg = 34.66, .longitude_deg = 133.92};
}

/// The text with every line through `edit`, which may change or clear it; cleared lines vanish.
std::string edited(const std::string& text, const std::function<void(int, std::string&)>& edit) {
    std::string out;
    Lines lines(text);
    while (const auto line = lines.next()) {
        std::string copy(*line);
        const bool was_empty = copy.empty();
        edit(lines.number(), copy);
        if (!copy.empty() || was_empty) out += copy + "\n";
    }
    return out;
}

struct Outcome {
    WeatherRead weather;
    std::vector<std::string> findings;  ///< "code line"
    std::string first;                  ///< what the first says, English
};

Outcome outcome(Reader reader, const std::string& bytes) {
    Findings findings;
    Outcome is;
    is.weather = reader(file_of("w", bytes), findings);
    for (const Finding& finding : findings.all()) {
        is.findings.push_back(finding.code + " " + std::to_string(finding.position.line));
        if (is.first.empty()) is.first = print_finding(finding, Language::en);
        EXPECT_FALSE(finding.expected.ja.empty()) << print_finding(finding, Language::en);
    }
    EXPECT_EQ(is.weather == nullptr, findings.has_errors());
    return is;
}

double largest_difference(const std::vector<double>& a, const std::vector<double>& b) {
    EXPECT_EQ(a.size(), b.size());
    double largest = 0;
    for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) largest = std::max(largest, std::abs(a[i] - b[i]));
    return largest;
}

class WeatherReaders : public testing::Test {
protected:
    Tables tables;
    std::shared_ptr<const Weather> table = climate_year(6, tables);
    std::string epw = bytes_of("okayama.epw"), metpv = bytes_of("okayama_metpv.txt"),
                amedas = bytes_of("okayama_amedas.csv"), csv = bytes_of("okayama.csv");
};

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

// Header and row as a file of METPV-11 has them (printed at https://smectic-g.hatenablog.jp/entry/2012/12/09/140445):
// degrees and minutes with blanks behind them, the element with zeros before and a blank behind.
TEST_F(WeatherReaders, MetpvTakesNumbersWithBlanksBehindThem) {
    const auto is = outcome(read_metpv, edited(metpv, [](int number, std::string& line) {
                                if (number == 1) line = "43056 KUMAGAYA               36  9.0  139 22.8    30.0";
                                if (!line.starts_with("     1 428")) return;
                                line =
                                    "00001  428  6.5   02   02   02   02   06   96  446 1566 2186 2666 2986 3116 3056"
                                    " 2806 2376 1796 1116  346   16   02   02   02   02   02  311 8888 2449 8888  118";
                            }));
    ASSERT_TRUE(is.weather) << is.first;
    EXPECT_NEAR(is.weather->latitude_deg, 36.15, 1e-9);
    EXPECT_NEAR(is.weather->longitude_deg, 139.38, 1e-9);
    EXPECT_DOUBLE_EQ(is.weather->altitude_m, 30);
    const std::size_t first = *hour_of_year(4, 28, 0);
    EXPECT_NEAR(is.weather->global_w_m2[first + 11], 3.11e6 / 3600, 1e-9) << "noon, without the mark";
    double sum_mj = 0;
    for (std::size_t i = 0; i < 24; ++i) sum_mj += is.weather->global_w_m2[first + i] * 0.0036;
    EXPECT_NEAR(sum_mj, 24.49, 0.12) << "the row's own sum of the day; each hour is rounded to 0.01";
}

// Two stations with two items each, as the agency's help page on its CSV files orders them
// (https://ds.data.jma.go.jp/gmd/risk/obsdl/top/help3.html): the mark of "no phenomenon" stands before that of quality.
TEST_F(WeatherReaders, AmedasTakesTheHeaderOfTheHelpPage) {
    std::string text = "ダウンロードした時刻：2027/01/15 10:00:00\n\n";
    const std::string sun = "日射量(MJ/㎡)", air = "気温(℃)";
    text += ",岡山,岡山,岡山,岡山,岡山,岡山,岡山,津山,津山,津山,津山,津山,津山,津山\n年月日時";
    for (int station = 0; station < 2; ++station) {
        for (int i = 0; i < 4; ++i) text += "," + sun;
        for (int i = 0; i < 3; ++i) text += "," + air;
    }
    text +=
        "\n,,現象なし情報,品質情報,均質番号,,品質情報,均質番号,,現象なし情報,品質情報,均質番号,,品質情報,均質番号\n";
    constexpr std::array<int, 12> days{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    std::size_t i = 0;
    for (int month = 1; month <= 12; ++month) {
        for (int day = 1; day <= days.at(static_cast<std::size_t>(month - 1)); ++day) {
            for (int hour = 1; hour <= 24; ++hour, ++i) {
                const double mj = table->global_w_m2[i] * 0.0036;
                text += fmt::format("2026/{}/{} {}:00:00,{:.2f},0,8,1,{:.1f},8,1,{:.2f},0,8,1,{:.1f},8,1\n", month, day,
                                    hour, mj / 2, table->temperature_c[i] - 5, mj, table->temperature_c[i]);
            }
        }
    }
    Findings findings;
    WeatherFile file = file_of("w", text);
    file.station = "津山";
    const auto weather = read_amedas(file, findings);
    ASSERT_TRUE(weather) << print_finding(findings.all().front(), Language::en);
    EXPECT_EQ(weather->place.ja, "津山");
    // Temperatures are read at the end of their hours: the mean of an hour lies between two of them.
    for (std::size_t h = 1; h < hours_of_year; ++h) {
        ASSERT_NEAR(weather->temperature_c[h], (table->temperature_c[h - 1] + table->temperature_c[h]) / 2, 0.051) << h;
    }
    EXPECT_LT(largest_difference(weather->global_w_m2, table->global_w_m2), 1.6);
}

/// The rows of a METPV-11 file as METPV-20 has them: fields between commas, the representative year for the
/// anemometer's height, no marks (as three readers of its files hmNNNNNyear.csv take them).
std::string as_metpv20(const std::string& metpv11) {
    return edited(metpv11, [](int number, std::string& line) {
        if (number == 1) {
            line = "66001,OKAYAMA,34,39.6,133,55.2,0.0";
            return;
        }
        std::string row = line.substr(0, 6) + "," + line.substr(6, 2) + "," + line.substr(8, 2) + ",2015";
        for (std::size_t i = 0; i < 24; ++i) {
            const std::string marked = line.substr(15 + 5 * i, 5);
            row += "," + (marked == " 8888" ? marked : marked.substr(0, 4));
        }
        for (std::size_t i = 0; i < 5; ++i) row += "," + line.substr(135 + 5 * i, 5);
        row.erase(std::remove(row.begin(), row.end(), ' '), row.end());
        line = row;
    });
}

TEST_F(WeatherReaders, Metpv20IsReadBetweenCommas) {
    const auto old = outcome(read_metpv, metpv), is = outcome(read_metpv, as_metpv20(metpv));
    ASSERT_TRUE(is.weather) << is.first;
    EXPECT_TRUE(is.findings.empty()) << is.first;
    EXPECT_EQ(is.weather->temperature_c, old.weather->temperature_c);
    EXPECT_EQ(is.weather->global_w_m2, old.weather->global_w_m2);
    EXPECT_EQ(is.weather->diffuse_w_m2, old.weather->diffuse_w_m2);
    EXPECT_NEAR(is.weather->latitude_deg, 34.66, 1e-3);
    EXPECT_EQ(is.weather->place.en, "METPV 66001");
    const auto cut = outcome(read_metpv, edited(as_metpv20(metpv), [](int number, std::string& line) {
                                 if (number == 2) line.resize(40);
                             }));
    EXPECT_THAT(cut.findings, testing::ElementsAre("csv-syntax 2"));
    EXPECT_THAT(cut.first, testing::HasSubstr("28 fields or more"));
    const auto empty = outcome(read_metpv, edited(as_metpv20(metpv), [](int number, std::string& line) {
                                   if (number == 2) line.replace(line.find(",2015,") + 6, 1, "");
                               }));
    EXPECT_TRUE(empty.weather) << "an empty hour is a gap: " << empty.first;
}

// Hourly values of METPV-11 have decimals at times (noted at https://smectic-g.hatenablog.jp/entry/2012/12/09/140445):
// four columns of value in the element's unit, whatever the decimals, and one of its mark. 123.5 tenths of a degree
// are 12.35.
TEST_F(WeatherReaders, MetpvTakesDecimalsInTheSameUnit) {
    const auto is = outcome(read_metpv, edited(metpv, [](int number, std::string& line) {
                                if (number == 6) line.replace(15 + 5 * 11, 10, "12.38-4.58");
                                if (number == 2) line.replace(15 + 5 * 11, 5, "99.58");
                            }));
    ASSERT_TRUE(is.weather) << is.first;
    EXPECT_TRUE(is.findings.empty()) << is.first;
    const auto decimals = outcome(read_metpv, edited(as_metpv20(metpv), [](int number, std::string& line) {
                                      if (number != 6) return;
                                      line = "5,1,1,2015";
                                      for (int i = 0; i < 24; ++i) line += ",123.5";
                                  }));
    ASSERT_TRUE(decimals.weather) << decimals.first;
    EXPECT_NEAR(decimals.weather->temperature_c[5], 12.35, 1e-9);
    // The mean of the instants 11:00 and 12:00, and of 12:00 and 13:00, at 1.23 and -0.45 degC.
    EXPECT_NEAR(is.weather->temperature_c[12], (1.23 - 0.45) / 2, 1e-9);
    EXPECT_NEAR(is.weather->global_w_m2[11], 0.995e6 / 3600, 1e-9);
}

/// Year, month, day and hour in a column each, as the download page gives them where one asks for it; midnight is hour
/// 24 of its day.
std::string in_four_columns(const std::string& amedas) {
    return edited(amedas, [](int number, std::string& line) {
        if (number == 3 || number == 5) line = ",,," + line;
        constexpr std::size_t one_column = 8;  // four signs of Shift_JIS
        if (number == 4) line.replace(0, one_column, "\x94\x4e,\x8c\x8e,\x93\xfa,\x8e\x9e");
        if (number <= 5) return;
        int year = 0, month = 0, day = 0, hour = 0;
        ASSERT_EQ(std::sscanf(line.c_str(), "%d/%d/%d %d:", &year, &month, &day, &hour), 4);
        if (hour == 0) {
            const auto before = *hour_of_year(year == 2026 ? month : 12, year == 2026 ? day : 31, 0);
            const std::string name = hour_name(year == 2026 ? before - 24 : before);
            ASSERT_EQ(std::sscanf(name.c_str(), "%d/%d", &month, &day), 2);
            hour = 24;
        }
        line = fmt::format("2026,{},{},{}", month, day, hour) + line.substr(line.find(','));
    });
}

TEST_F(WeatherReaders, AmedasTakesTheDateInFourColumns) {
    const auto one = outcome(read_amedas, amedas), four = outcome(read_amedas, in_four_columns(amedas));
    ASSERT_TRUE(four.weather) << four.first;
    EXPECT_TRUE(four.findings.empty()) << four.first;
    EXPECT_EQ(four.weather->temperature_c, one.weather->temperature_c);
    EXPECT_EQ(four.weather->global_w_m2, one.weather->global_w_m2);
    const auto wrong = outcome(read_amedas, edited(in_four_columns(amedas), [](int number, std::string& line) {
                                   if (number == 7) line.replace(0, 4, "2026/");
                               }));
    EXPECT_THAT(wrong.findings, testing::ElementsAre("not-a-time 7"));
    EXPECT_THAT(wrong.first, testing::HasSubstr("2022,1,1,1"));
}

// Who chose values by the day is not sent looking for missing rows.
TEST_F(WeatherReaders, AmedasByTheDayIsToldToBeTakenByTheHour) {
    for (const char* dates : {"年月日", "年,月,日"}) {
        std::string text = std::string(",岡山\n") + dates + ",平均気温(℃)\n,\n";
        for (int day = 1; day <= 28; ++day) text += fmt::format("2026/1/{},5.0\n", day);
        const auto is = outcome(read_amedas, text);
        EXPECT_THAT(is.findings, testing::ElementsAre("csv-syntax 0")) << dates;
        EXPECT_THAT(is.first, testing::HasSubstr("時別値")) << dates;
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

TEST_F(WeatherReaders, AmedasMayBeUtf8AndNothingElse) {
    const auto broken = outcome(read_amedas, edited(amedas, [](int number, std::string& line) {
                                    if (number == 9) line += ",\x81";
                                }));
    EXPECT_THAT(broken.findings, testing::ElementsAre("file-encoding 9"));
}

}  // namespace
}  // namespace gaiku
