#pragma once

#include <chrono>
#include <vector>

#include "base/text.h"

/// National holidays of Japan, computed from the law: 国民の祝日に関する法律 (Act No. 178 of 1948) as amended, and the
/// laws of single years (enthronements, a wedding, the Olympic Games).
///
/// The equinoxes are those of the usual approximation for 1980 to 2099. The government announces each year's equinox in
/// the February before, so dates after the last announcement are predictions; as is the law itself.
namespace gaiku {

struct Holiday {
    std::chrono::year_month_day date{};
    Text name;
};

inline constexpr int first_holiday_year = 1990;
inline constexpr int last_holiday_year = 2099;

/// The holidays of a calendar year by date, substitute and citizens' holidays included. Sundays, the days around New
/// Year and other customary days off are not holidays by this law. Throws std::out_of_range outside 1990 to 2099.
[[nodiscard]] std::vector<Holiday> holidays_of_japan(int year);

/// Whether the date is one of them. Throws std::out_of_range outside 1990 to 2099; a date that does not exist is none.
[[nodiscard]] bool is_holiday_of_japan(std::chrono::year_month_day date);

}  // namespace gaiku
