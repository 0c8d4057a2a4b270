#include "telemetry/local_days.h"

#include <date/tz.h>
#include <stdexcept>

namespace gaiku::telemetry {
namespace {

using Millis = std::chrono::milliseconds;
using date::local_days;

date::sys_time<Millis> sys_time(TimeMs time) {
    return date::sys_time<Millis>(Millis(time));
}

local_days local_day(Day day) {
    return local_days(date::days(day));
}

}  // namespace

std::optional<Period> parse_period(std::string_view text) {
    if (text == "30min") return Period::half_hour;
    if (text == "day") return Period::day;
    if (text == "month") return Period::month;
    return std::nullopt;
}

LocalDays::LocalDays(const std::string& zone) : zone_(*date::locate_zone(zone)) {}

Day LocalDays::day_at(TimeMs time) const {
    if (!known_span_.has(time)) {
        const Day day = date::floor<date::days>(zone_.to_local(sys_time(time))).time_since_epoch().count();
        known_span_ = span(day);
        known_ = day;
    }
    return known_;
}

Span LocalDays::span(Day local) const {
    const auto utc = [&](Day day) {
        const auto time = zone_.to_sys(local_day(day), date::choose::earliest);
        return std::chrono::duration_cast<Millis>(time.time_since_epoch()).count();
    };
    return {utc(local), utc(local + 1)};
}

Month LocalDays::month_of(Day local) {
    const date::year_month_day date{local_day(local)};
    return Month{static_cast<int>(date.year())} * 12 + static_cast<unsigned>(date.month()) - 1;
}

int LocalDays::index_in_month(Day local) {
    return static_cast<int>(static_cast<unsigned>(date::year_month_day{local_day(local)}.day())) - 1;
}

Day LocalDays::first_of(Month month) {
    const date::month of_year(static_cast<unsigned>(month % 12) + 1);
    const auto date = date::year(static_cast<int>(month / 12)) / of_year / 1;
    return local_days(date).time_since_epoch().count();
}

Span LocalDays::around(TimeMs time, Period period) const {
    if (period == Period::half_hour) return {time, time + ms_a_slot};
    const Day day = day_at(time);
    Span found = span(day);
    if (period == Period::month) {
        const Month month = month_of(day);
        found = {span(first_of(month)).begin, span(first_of(month + 1)).begin};
    }
    if (found.begin % ms_a_slot != 0)
        throw std::runtime_error(zone_.name() + ": a time zone of whole half-hours from UTC is needed");
    return found;
}

TimeMs LocalDays::standard_offset(TimeMs time) const {
    const auto info = zone_.get_info(sys_time(time));
    return std::chrono::duration_cast<Millis>(info.offset - info.save).count();
}

}  // namespace gaiku::telemetry
