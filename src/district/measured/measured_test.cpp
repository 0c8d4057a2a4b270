#include "district/measured/measured.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "district/measured/readings.h"
#include "district/measured/year_for_tests.h"

namespace gaiku::measured_test {
namespace {

using namespace std::chrono;
using test::absent;
using test::options_for_tests;
using test::year_csv;

const sys_days first_day = 2023y / April / 1;

struct Outcome {
    std::optional<MeasuredYear> year;
    std::vector<std::string> lines;  ///< "code line value"
    std::vector<Finding> findings;
};

Outcome read(const std::string& text, const MeasuredOptions& options = options_for_tests()) {
    Findings findings;
    Outcome outcome;
    outcome.year = read_measured(text, options, test::weekends, findings);
    outcome.findings = findings.all();
    for (const auto& finding : findings.all()) {
        outcome.lines.push_back(fmt::format("{} {} {}", finding.code, finding.position.line, finding.value));
        EXPECT_FALSE(finding.fix.ja.empty()) << finding.code;
        EXPECT_NE(finding_title(finding.code).en, finding.code) << "a code without a title";
        EXPECT_EQ(finding.path, options.path);
    }
    EXPECT_EQ(outcome.year.has_value(), !findings.has_errors());
    return outcome;
}

using Lines = std::vector<std::string>;

/// 100 kW on weekdays, 40 on Saturdays, 10 on Sundays, and one more in each hour.
std::string office(LocalMinutes at) {
    const sys_days day = day_of(at);
    const double base = test::weekends(day) == DayType::weekday ? 100 : weekday(day) == Sunday ? 10 : 40;
    return fmt::format("{}", base + static_cast<double>(at - minutes_of(day)) / 60);
}

LocalMinutes at(sys_days day, int minute) {
    return minutes_of(day) + minute;
}

TEST(Measured, AYearIsReadAsItStands) {
    const Outcome hourly = read(year_csv(first_day, 366, 60, office));
    ASSERT_TRUE(hourly.year);
    EXPECT_EQ(hourly.lines, Lines{});
    EXPECT_EQ(hourly.year->first, first_day);
    EXPECT_EQ(hourly.year->days(), 366u) << "with 29 February 2024";
    EXPECT_EQ(hourly.year->kw[5], 45) << "1 April 2023 is a Saturday";

    // Energy of half-hours: 50 kWh in a half-hour are 100 kW.
    MeasuredOptions options = options_for_tests();
    options.unit = "kWh";
    options.column = "kWh";
    const Outcome energy = read(year_csv(first_day, 365, 30, office, "kWh"), options);
    ASSERT_TRUE(energy.year);
    EXPECT_EQ(energy.year->interval_min, 30);
    EXPECT_EQ(energy.year->kw[96], 200) << "Monday at 0:00: 100 kWh in half an hour";
    options.factor = 0.5;
    EXPECT_EQ(read(year_csv(first_day, 365, 30, office, "kWh"), options).year->kw[96], 100);
}

TEST(Measured, TimesThatAreEndsAreMovedToTheBegin) {
    std::string text = "time,kW\n";
    for (LocalMinutes t = minutes_of(first_day); t < minutes_of(first_day + days(365)); t += 60)
        text += print_local_time(t + 60) + "," + office(t) + "\n";
    const Outcome wrong = read(text);
    ASSERT_EQ(wrong.lines.size(), 1u);
    EXPECT_EQ(wrong.lines[0], "contradiction 2 2023-04-01 01:00") << "the rows say that they are ends";
    EXPECT_EQ(wrong.findings[0].fix.en, "write \"time_is: end\"");
    MeasuredOptions options = options_for_tests();
    options.time_is_end = true;
    const Outcome right = read(text, options);
    ASSERT_TRUE(right.year);
    EXPECT_EQ(right.lines, Lines{});
    EXPECT_EQ(right.year->kw[5], 45);
    EXPECT_EQ(read(year_csv(first_day, 365, 60, office), options).findings.at(0).fix.en, "write \"time_is: begin\"");
}

TEST(Measured, DateAndTimeMayStandInTwoColumnsBelowOtherLines) {
    std::string text = "地点,本館,\n期間,,\n日付,時刻,受電電力(kW)\n";
    for (int d = 0; d < 365; ++d) {
        const std::string day = print_local_time(minutes_of(first_day + days(d))).substr(0, 10);
        for (int h = 1; h <= 24; ++h) text += fmt::format("{},{}:00,{}\n", day, h, h);
    }
    MeasuredOptions options = options_for_tests();
    options.column = "受電電力(kW)";
    options.date = "日付";
    options.time = "時刻";
    options.time_is_end = true;
    options.skip_lines = 2;
    const Outcome outcome = read(text, options);
    ASSERT_TRUE(outcome.year);
    EXPECT_EQ(outcome.lines, Lines{});
    EXPECT_EQ(outcome.year->kw[0], 1);
    EXPECT_EQ(outcome.year->kw[23], 24) << "24:00 is the end of its day";
}

TEST(Measured, ShiftJisIsReadWhereTheFileSaysSo) {
    std::string text = "time,\x93\x64\x97\xCD(kW)\n";  // 電力(kW)
    text += year_csv(first_day, 365, 60, office).substr(std::string("time,kW\n").size());
    MeasuredOptions options = options_for_tests();
    options.column = "電力(kW)";
    const Outcome wrong = read(text, options);
    ASSERT_EQ(wrong.findings.size(), 1u);
    EXPECT_EQ(wrong.findings[0].code, "file-encoding");
    EXPECT_EQ(wrong.findings[0].fix.en, "write \"encoding: shift_jis\", or save the file as UTF-8");
    options.shift_jis = true;
    EXPECT_TRUE(read(text, options).year);
    EXPECT_EQ(read("time,\x81\n", options).lines, Lines{"file-encoding 1 bytes that are not Shift_JIS"});
}

// The planner must see each row that is wrong, at its line; nothing is read as 0.
TEST(Measured, RowsThatAreWrongAreToldAtTheirLines) {
    const auto text = year_csv(first_day, 365, 60, [](LocalMinutes t) {
        if (t == at(first_day, 120)) return std::string("-5");
        if (t == at(first_day, 180)) return std::string("about 5");
        if (t == at(first_day, 240)) return std::string("1e300");
        return office(t);
    });
    EXPECT_EQ(read(text).lines, (Lines{"out-of-range 4 -5", "not-a-number 5 about 5", "out-of-range 6 1e300"}));
    EXPECT_EQ(read(text).findings[0].position.str(), "year.csv:4:18");
    EXPECT_EQ(read("time,kW\n1 April,5\n2023-04-01 1:00,5\n2023-04-01 2:00,5\n").lines[0], "not-a-time 2 1 April");
}

TEST(Measured, RowsTwiceAreReadOnceOrAreAnError) {
    std::string text = year_csv(first_day, 365, 60, office);
    const std::string row = "2023-04-01 01:00,41\n";
    text.insert(text.find(row), row);
    const Outcome same = read(text);
    EXPECT_EQ(same.lines, Lines{"series-repeat 4 2023-04-01 01:00"});
    EXPECT_TRUE(same.year) << "a warning";
    text.replace(text.find(row), row.size(), "2023-04-01 01:00,42\n");
    EXPECT_EQ(read(text).lines, Lines{"series-repeat 4 2023-04-01 01:00"});
    EXPECT_FALSE(read(text).year);
}

TEST(Measured, RowsOutOfOrderAreAnError) {
    std::string text = year_csv(first_day, 365, 60, office);
    const std::string a = "2023-04-01 03:00,43\n", b = "2023-04-01 04:00,44\n";
    text.replace(text.find(a), a.size() + b.size(), b + a);
    EXPECT_EQ(read(text).lines, Lines{"series-order 6 2023-04-01 03:00"});
}

// A month without a logger makes 700 rows with one cause.
TEST(Measured, ThousandsOfWrongRowsAreToldInAFewFindings) {
    const Outcome outcome = read(year_csv(first_day, 365, 60, [](LocalMinutes) { return std::string("error"); }));
    ASSERT_EQ(outcome.findings.size(), 6u);
    EXPECT_EQ(outcome.findings.back().expected.en, "8755 more like those above; this is the last");
    EXPECT_EQ(outcome.findings.back().position.line, 8761);
}

// Monday 5 June 2023 is off: it takes the mean of Friday 2 and Tuesday 6, not the Sunday's, and never 0.
TEST(Measured, GapsTakeTheMeanOfTheNearestDaysOfTheirType) {
    const sys_days monday = 2023y / June / 5;
    const auto text = year_csv(first_day, 365, 60, [&](LocalMinutes t) {
        if (day_of(t) == monday) return t == at(monday, 300) ? std::string("") : absent;
        if (day_of(t) == monday - days(3)) return std::string("120");
        if (day_of(t) == monday + days(1)) return std::string("160");
        return office(t);
    });
    const Outcome outcome = read(text);
    ASSERT_TRUE(outcome.year);
    EXPECT_EQ(outcome.lines, Lines{"series-filled 1561 2023-06-05 00:00 - 2023-06-06 00:00 (24 h)"});
    EXPECT_EQ(outcome.findings[0].severity, Severity::warning);
    EXPECT_EQ(outcome.findings[0].expected.en, "measured values; 0.27 % of the year is missing");
    const auto from = static_cast<std::size_t>((monday - first_day).count()) * 24;
    for (std::size_t h = 0; h < 24; ++h) {
        EXPECT_EQ(outcome.year->kw[from + h], 140) << h;
        EXPECT_TRUE(outcome.year->filled[from + h]);
    }
    EXPECT_FALSE(outcome.year->filled[from - 1]);
}

TEST(Measured, MoreGapsThanStatedAreAnError) {
    const auto text = year_csv(first_day, 365, 60, [](LocalMinutes t) {
        return day_of(t) >= sys_days(2023y / June / 1) && day_of(t) < sys_days(2023y / June / 20) ? absent : office(t);
    });
    const Outcome outcome = read(text);
    EXPECT_EQ(outcome.lines, Lines{"series-gap 1465 2023-06-01 00:00 - 2023-06-20 00:00 (456 h)"});
    EXPECT_EQ(outcome.findings[0].expected.en, "at most 5 % of the year missing; here is 5.21 %");
    MeasuredOptions options = options_for_tests();
    options.fill_up_to = 0.06;
    EXPECT_TRUE(read(text, options).year);
}

TEST(Measured, LessThanAYearIsAnErrorAndMoreNeedsADay) {
    EXPECT_EQ(read(year_csv(first_day, 364, 60, office)).lines,
              Lines{"series-too-short 2 2023-04-01 00:00 - 2024-03-30 00:00"});
    const auto two_years = year_csv(first_day, 731, 60, office);
    EXPECT_EQ(read(two_years).lines, Lines{"contradiction 2 2023-04-01 00:00 - 2025-04-01 00:00"});
    MeasuredOptions options = options_for_tests();
    options.from = 2024y / April / 1;
    const Outcome second = read(two_years, options);
    ASSERT_TRUE(second.year);
    EXPECT_EQ(second.year->first, *options.from);
    EXPECT_EQ(second.year->days(), 365u);
}

/// The clock of central Europe in 2023/24: summer from 26 March 2023 and 31 March 2024, until 29 October 2023.
std::string with_summer_time(sys_days first, int count) {
    std::string text = "time,kW\n";
    for (LocalMinutes t = minutes_of(first); t < minutes_of(first + days(count)); t += 30) {
        const bool summer =
            (t >= at(2023y / March / 26, 120) && t < at(2023y / October / 29, 120)) || t >= at(2024y / March / 31, 120);
        text += print_local_time(t + (summer ? 60 : 0)) + "," + office(t) + "\n";
    }
    return text;
}

TEST(Measured, AClockChangeIsToldAsWhatItIsAndReadRightWhereItIsStated) {
    const std::string text = with_summer_time(2023y / January / 1, 365);
    const Outcome untold = read(text);
    EXPECT_EQ(untold.lines, Lines{"clock-change 14454 2023-10-29 02:00"}) << "one finding, not gaps and repeats";
    EXPECT_EQ(untold.findings.at(0).fix.en,
              "write \"daylight_saving: yes\": summer's rows are then read as standard time");
    MeasuredOptions options = options_for_tests();
    options.daylight_saving = true;
    const Outcome told = read(text, options);
    ASSERT_TRUE(told.year);
    EXPECT_EQ(told.lines, Lines{});
    const MeasuredYear expected = *read(year_csv(2023y / January / 1, 365, 30, office)).year;
    EXPECT_EQ(told.year->kw, expected.kw) << "every row stands at its standard time";
    EXPECT_EQ(read(year_csv(first_day, 365, 30, office), options).lines, Lines{"contradiction 2 daylight_saving: yes"});
}

TEST(Measured, AYearThatBeginsInSummerTimeIsReadRightToo) {
    MeasuredOptions options = options_for_tests();
    options.daylight_saving = true;
    const Outcome outcome = read(with_summer_time(2023y / May / 1, 365), options);
    ASSERT_TRUE(outcome.year);
    EXPECT_EQ(outcome.year->first, sys_days(2023y / May / 1));
    EXPECT_EQ(outcome.year->kw[0], 100) << "the first row says 1:00 of summer time";
    EXPECT_EQ(outcome.lines, Lines{});
}

TEST(Measured, AHeadingWithAnotherUnitIsAnError) {
    MeasuredOptions options = options_for_tests();
    options.column = "使用電力量（kWh）";
    EXPECT_EQ(read(year_csv(first_day, 365, 30, office, options.column), options).lines,
              Lines{"wrong-unit 1 使用電力量（kWh）"});
    EXPECT_EQ(unit_in_heading("demand [MWh]"), "MWh");
    EXPECT_EQ(unit_in_heading("load_kw"), "kW");
    EXPECT_EQ(unit_in_heading("電力量(kWh/30分)"), "kWh");
    EXPECT_EQ(unit_in_heading("受電（㎾）"), "kW");
    EXPECT_EQ(unit_in_heading("outside (degC)"), "");
    EXPECT_EQ(unit_in_heading("本館"), "");
    options.column = "電力量";
    const Outcome doubtful = read(year_csv(first_day, 365, 30, office, options.column), options);
    EXPECT_EQ(doubtful.lines, Lines{"wrong-unit 1 電力量"});
    EXPECT_TRUE(doubtful.year) << "a warning: no unit stands there";
}

TEST(Measured, ColumnsThatCannotBeToldApartAreAnError) {
    EXPECT_EQ(read("time,kW,kW\n2023-04-01 00:00,1,2\n").lines, Lines{"duplicate-key 1 kW"});
    EXPECT_EQ(read("time;kW\n2023-04-01 00:00;1\n").lines.front(), "csv-syntax 1 time;kW");
}

// A year of dates written in another way is one kind of mistake: nothing is said of the interval on top.
TEST(Measured, TimesOfAnotherFormAreToldAsSuch) {
    std::string text = "time,kW\n";
    for (int day = 1; day <= 28; ++day) text += fmt::format("{:02}/04/2023 00:00,5\n", day);
    for (const auto& line : read(text).lines) EXPECT_EQ(line.substr(0, 10), "not-a-time") << line;
}

TEST(Measured, AnIntervalIsFoundAndAStatedOneChecked) {
    MeasuredOptions options = options_for_tests();
    options.interval_min = 30;
    EXPECT_EQ(read(year_csv(first_day, 365, 60, office), options).lines, Lines{"contradiction 2 60 min"});
    EXPECT_EQ(read(year_csv(first_day, 3, 10, office)).lines, Lines{"out-of-range 2 10 min"});
    EXPECT_EQ(read("time,kW\n").lines.size(), 1u);
    EXPECT_EQ(read("").lines, Lines{"file-empty 0 "});
    EXPECT_EQ(read("time,power\n").lines, Lines{"unknown-reference 1 kW"});
    std::string odd = year_csv(first_day, 365, 60, office);
    odd.replace(odd.find("2023-04-01 05:00"), 16, "2023-04-01 05:07");
    EXPECT_EQ(read(odd).lines, Lines{"not-a-time 7 2023-04-01 05:07"});
}

}  // namespace
}  // namespace gaiku::measured_test
