#include <fmt/format.h>

#include <array>

#include "resource/readers/readers_for_tests.h"

/// Forms of METPV and AMeDAS files beside those that tools/make_weather_cases.py writes.
namespace gaiku::readers_test {
namespace {

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

}  // namespace
}  // namespace gaiku::readers_test
