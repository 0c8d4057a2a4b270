#include "district/calendar.h"

#include "district/machine_for_tests.h"

namespace gaiku {
namespace {

using namespace std::chrono;
using test::finding_of;
using test::good;

TEST(Calendar, HasTheNationalHolidaysAndWeekends) {
    const Calendar calendar(good(""), Tables());
    EXPECT_TRUE(calendar.is_holiday(2026y / May / 6)) << "substitute for Constitution Day, a Sunday";
    EXPECT_FALSE(calendar.is_holiday(2026y / May / 7));
    EXPECT_FALSE(calendar.is_holiday(2026y / May / 9)) << "a Saturday is no holiday";
    EXPECT_TRUE(calendar.is_day_off(2026y / May / 9));
    EXPECT_FALSE(calendar.is_day_off(2026y / May / 7));
}

TEST(Calendar, ATownMayHaveDaysOffOfItsOwnAndWorkOnOthers) {
    const District district = good("data: {holidays: {2026-08-13: {new: yes, day_off: 1}, 2026-05-06: {day_off: 0}}}");
    const Calendar calendar(district, Tables());
    EXPECT_TRUE(calendar.is_holiday(2026y / August / 13));
    EXPECT_FALSE(calendar.is_holiday(2026y / May / 6));
    EXPECT_TRUE(calendar.is_holiday(2026y / May / 5)) << "other days stay";
}

TEST(Calendar, ADayOffThatIsNoDayIsAFinding) {
    EXPECT_EQ(finding_of("data: {holidays: {2026-13-01: {new: yes, day_off: 1}}}").code, "not-a-date");
    EXPECT_EQ(finding_of("data: {holidays: {2026-02-30: {new: yes, day_off: 1}}}").code, "not-a-date");
    EXPECT_EQ(finding_of("data: {holidays: {2026-05-06: {day_off: 2}}}").code, "out-of-range");
}

}  // namespace
}  // namespace gaiku
