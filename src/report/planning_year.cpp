#include "report/planning_year.h"

#include "base/holidays.h"

namespace gaiku {

PlanningYear planning_year(const District& district) {
    using namespace std::chrono;
    PlanningYear calendar;
    const Value* named = district.plan().find("year");
    if (named == nullptr) return calendar;
    const int first = static_cast<int>(named->number);
    const sys_days start = year{first} / January / 1;
    calendar.weekday_of_first = static_cast<int>(weekday{start}.iso_encoding()) - 1;
    const int days = static_cast<int>(district.plan().number("hours") / 24);
    for (const auto& named_day : holidays_of_japan(first)) {
        const sys_days date{named_day.date};
        const int day = static_cast<int>((date - start).count());
        const unsigned weekday_of = weekday{date}.iso_encoding();
        if (day < days && weekday_of < 6) calendar.holidays.push_back(day);
    }
    return calendar;
}

}  // namespace gaiku
