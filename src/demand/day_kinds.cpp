#include "demand/day_kinds.h"

namespace gaiku {
namespace {

bool in_holiday_season(unsigned month, unsigned day) {
    switch (month) {
        case 1:
            return day <= 5;
        case 4:
            return day >= 29;
        case 5:
            return day <= 6;
        case 8:
            return day >= 8 && day <= 17;
        case 12:
            return day >= 29;
        default:
            return false;
    }
}

}  // namespace

YearDays year_days(int year, const Calendar& calendar) {
    using namespace std::chrono;
    YearDays days;
    int month_with_first_day_off = 0;
    std::size_t next = 0;
    for (sys_days day = std::chrono::year(year) / 1 / 1; next < days.size(); day += std::chrono::days(1)) {
        const year_month_day date(day);
        if (date.month() == February && date.day() == std::chrono::day(29)) continue;
        const unsigned month = unsigned(date.month());
        YearDay& of = days[next++];
        of.month = static_cast<int>(month);
        if (!calendar.is_day_off(date)) continue;
        const bool first = month_with_first_day_off != of.month;
        month_with_first_day_off = of.month;
        of.away = first || in_holiday_season(month, unsigned(date.day()));
        of.kind = weekday(day) == Saturday && !calendar.is_holiday(date) ? DayKind::saturday : DayKind::sunday;
    }
    return days;
}

}  // namespace gaiku
