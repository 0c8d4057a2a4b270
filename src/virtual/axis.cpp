#include "virtual/axis.h"

#include <algorithm>
#include <cmath>

#include "base/holidays.h"

namespace gaiku::field {
namespace {

using namespace std::chrono;

constexpr int days_of_year = 365;
constexpr minutes japan{9 * 60};
constexpr double mild_c = 15;  // neither heated nor cooled at

/// 0 to 364; 29 February is the 28th.
int day_without_leap(sys_days date) {
    const year_month_day ymd{date};
    const bool leap_day = ymd.month() == February && ymd.day() == day{29};
    const sys_days in_common = sys_days{year{2023} / ymd.month() / (leap_day ? day{28} : ymd.day())};
    return static_cast<int>((in_common - sys_days{year{2023} / January / 1}).count());
}

}  // namespace

Axis::Axis(const District& district)
    : offset_(japan),
      step_h_(district.plan().number("step")),
      steps_(district.steps()),
      calendar_(district, *district.tables),
      weather_(district.weather) {
    if (weather_) offset_ = minutes(static_cast<int>(std::lround(weather_->utc_offset_h * 60)));
    if (const Value* named = district.plan().find("year")) plan_year_ = year{static_cast<int>(named->number)};
}

LocalTime Axis::local(Instant time) const {
    const auto there = time + offset_;
    const sys_days date = floor<days>(there);
    return {date, static_cast<int>(floor<minutes>(there - date).count())};
}

Instant Axis::midnight(sys_days date) const {
    return Instant{date} - offset_;
}

int Axis::year_day(sys_days date) const {
    const int day = day_without_leap(date);
    if (!plan_year_) return day;
    const weekday planned{sys_days{*plan_year_ / January / 1} + days{day}};
    int ahead = static_cast<int>((weekday{date} - planned).count());  // 0 to 6
    const bool behind = ahead > 3 ? day + ahead - 7 >= 0 : day + ahead >= days_of_year;
    return day + (behind ? ahead - 7 : ahead);
}

std::size_t Axis::hour_of_year(sys_days date, int hour) const {
    return static_cast<std::size_t>(year_day(date)) * 24 + static_cast<std::size_t>(hour);
}

std::size_t Axis::step(Instant time) const {
    const LocalTime now = local(time);
    const double hours = year_day(now.date) * 24.0 + now.minute / 60.0;
    return static_cast<std::size_t>(std::floor(hours / step_h_ + 1e-9)) % steps_;
}

bool Axis::is_day_off(sys_days date) const {
    const year_month_day ymd{date};
    const int in = static_cast<int>(ymd.year());
    if (in < first_holiday_year || in > last_holiday_year) {
        const weekday day{date};
        return day == Saturday || day == Sunday;
    }
    return calendar_.is_day_off(ymd);
}

double Axis::temperature_c(sys_days date, int hour) const {
    return weather_ ? weather_->temperature_c[hour_of_year(date, hour)] : mild_c;
}

}  // namespace gaiku::field
