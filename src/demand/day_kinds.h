#pragma once

#include <array>
#include <cstddef>

#include "base/constants.h"
#include "district/calendar.h"

namespace gaiku {

/// Kinds of days that buildings are used differently on.
enum class DayKind { weekday, saturday, sunday };  // Sundays with the holidays

struct YearDay {
    int month = 1;  ///< 1 to 12
    DayKind kind = DayKind::weekday;
    bool away = false;  ///< a day off on which households are out
};
using YearDays = std::array<YearDay, days_a_year>;

/// The days of a planning year, 1 January first, without a leap day. Away are (an assumption of gaiku) the days off
/// from 29 December to 5 January, 29 April to 6 May and 8 to 17 August, and the first day off of every month.
[[nodiscard]] YearDays year_days(int year, const Calendar& calendar);

}  // namespace gaiku
