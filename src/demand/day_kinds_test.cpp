#include "demand/day_kinds.h"

#include <algorithm>

#include "district/machine_for_tests.h"

namespace gaiku::day_kinds_test {
namespace {

YearDays days_of(int year, const std::string& change = "") {
    const District district = test::good(change);
    return year_days(year, Calendar(district, test::tables()));
}

std::ptrdiff_t count(const YearDays& days, DayKind kind) {
    return std::count_if(days.begin(), days.end(), [&](const YearDay& day) { return day.kind == kind; });
}

TEST(YearDays, FollowTheCalendar) {
    const YearDays days = days_of(2023);
    EXPECT_EQ(days[0].kind, DayKind::sunday) << "New Year, a Sunday";
    EXPECT_EQ(days[2].kind, DayKind::weekday) << "3 January, a Tuesday";
    EXPECT_EQ(days[6].kind, DayKind::saturday);
    EXPECT_EQ(count(days, DayKind::weekday), 247) << "260 from Monday to Friday, 13 of them holidays";
    EXPECT_EQ(count(days, DayKind::saturday), 49) << "52, of which three are holidays";
    EXPECT_EQ(days[58].month, 2);
    EXPECT_EQ(days[59].month, 3);
    EXPECT_EQ(days[364].month, 12);
}

TEST(YearDays, HaveNoLeapDay) {
    const YearDays days = days_of(2024);
    EXPECT_EQ(days[58].month, 2);
    EXPECT_EQ(days[59].month, 3);
    EXPECT_EQ(days[59].kind, DayKind::weekday) << "1 March 2024, a Friday";
}

TEST(YearDays, KnowTheDistrictsOwnDaysOff) {
    EXPECT_EQ(days_of(2023, "data: {holidays: {2023-08-14: {new: yes, day_off: 1}}}")[225].kind, DayKind::sunday);
    EXPECT_EQ(days_of(2023)[225].kind, DayKind::weekday);
}

// The source counts 30; which they are is an assumption of gaiku.
TEST(YearDays, HaveAboutThirtyDaysOffOnWhichHouseholdsAreOut) {
    for (const int year : {2021, 2023, 2025, 2027}) {
        const YearDays days = days_of(year);
        const auto away = std::count_if(days.begin(), days.end(), [](const YearDay& day) { return day.away; });
        EXPECT_GE(away, 20) << year;
        EXPECT_LE(away, 34) << year;
        EXPECT_TRUE(std::none_of(days.begin(), days.end(),
                                 [](const YearDay& day) { return day.away && day.kind == DayKind::weekday; }));
    }
}

}  // namespace
}  // namespace gaiku::day_kinds_test
