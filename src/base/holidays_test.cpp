#include "base/holidays.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <stdexcept>
#include <string>

namespace gaiku {
namespace {

using namespace std::chrono_literals;
using std::chrono::year_month_day;

std::string iso(year_month_day date) {
    const auto two = [](unsigned number) { return (number < 10 ? "0" : "") + std::to_string(number); };
    return std::to_string(static_cast<int>(date.year())) + "-" + two(static_cast<unsigned>(date.month())) + "-" +
           two(static_cast<unsigned>(date.day()));
}

/// Date to Japanese name, as two independent programs give them; cases/holidays/README.md.
std::map<std::string, std::string> expected_holidays() {
    std::ifstream file(std::string(GAIKU_SOURCE_DIR) + "/cases/holidays/expected.csv");
    std::map<std::string, std::string> expected;
    std::string line;
    std::getline(file, line);
    while (std::getline(file, line)) expected.emplace(line.substr(0, 10), line.substr(11));
    return expected;
}

// A wrong holiday gives a whole district a working day's load, tariff and baseline.
TEST(Holidays, AgreeWithTwoIndependentProgramsInAllYears) {
    const auto expected = expected_holidays();
    ASSERT_GT(expected.size(), 1700u);
    std::map<std::string, std::string> computed;
    for (int year = first_holiday_year; year <= last_holiday_year; ++year) {
        for (const Holiday& holiday : holidays_of_japan(year)) computed.emplace(iso(holiday.date), holiday.name.ja);
    }
    for (const auto& [date, name] : expected) {
        ASSERT_TRUE(computed.contains(date)) << "missing: " << date << " " << name;
        EXPECT_EQ(computed.at(date), name) << date;
    }
    for (const auto& [date, name] : computed)
        EXPECT_TRUE(expected.contains(date)) << "too many: " << date << " " << name;
}

TEST(Holidays, EveryYearIsSortedWithoutDuplicatesAndNamedInBothLanguages) {
    for (int year = first_holiday_year; year <= last_holiday_year; ++year) {
        const auto holidays = holidays_of_japan(year);
        EXPECT_TRUE(std::is_sorted(holidays.begin(), holidays.end(), [](const Holiday& a, const Holiday& b) {
            return a.date <= b.date;
        })) << year;
        for (const Holiday& holiday : holidays) {
            EXPECT_EQ(static_cast<int>(holiday.date.year()), year);
            EXPECT_FALSE(holiday.name.en.empty() || holiday.name.ja.empty()) << iso(holiday.date);
        }
    }
}

TEST(Holidays, SubstituteMovesPastHolidaysOnlySince2007) {
    EXPECT_TRUE(is_holiday_of_japan(2009y / 5 / 6));   // 3 May 2009 was a Sunday, 4 and 5 May holidays
    EXPECT_FALSE(is_holiday_of_japan(1998y / 5 / 6));  // 3 May 1998 too, but the old rule gave no later day
}

TEST(Holidays, DayBetweenTwoHolidaysIsOff) {
    EXPECT_TRUE(is_holiday_of_japan(2015y / 9 / 22));
    EXPECT_TRUE(is_holiday_of_japan(2019y / 4 / 30));
    EXPECT_TRUE(is_holiday_of_japan(2019y / 5 / 2));
    EXPECT_FALSE(is_holiday_of_japan(2020y / 9 / 23));
}

TEST(Holidays, OlympicYearsMoveThreeHolidays) {
    EXPECT_TRUE(is_holiday_of_japan(2020y / 7 / 24));
    EXPECT_FALSE(is_holiday_of_japan(2020y / 10 / 12));
    EXPECT_TRUE(is_holiday_of_japan(2021y / 8 / 9));  // substitute of Mountain Day on Sunday 8 August
    EXPECT_FALSE(is_holiday_of_japan(2021y / 8 / 11));
}

TEST(Holidays, YearsOutsideTheRangeAreRefusedRatherThanGuessed) {
    EXPECT_THROW((void)holidays_of_japan(1989), std::out_of_range);
    EXPECT_THROW((void)holidays_of_japan(2100), std::out_of_range);
    EXPECT_THROW((void)is_holiday_of_japan(2100y / 1 / 1), std::out_of_range);
}

TEST(Holidays, DatesThatDoNotExistAreNone) {
    EXPECT_FALSE(is_holiday_of_japan(2023y / 2 / 30));
}

}  // namespace
}  // namespace gaiku
