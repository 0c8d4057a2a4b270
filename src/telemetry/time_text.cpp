#include "telemetry/time_text.h"

#include <fmt/format.h>
#include <chrono>

namespace gaiku::telemetry {
namespace {

/// `digits` digits at `at`, or -1.
int number(std::string_view text, std::size_t at, std::size_t digits) {
    if (text.size() < at + digits) return -1;
    int value = 0;
    for (std::size_t i = at; i < at + digits; ++i) {
        if (text[i] < '0' || text[i] > '9') return -1;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

/// Minutes east of Greenwich of "Z", "+09:00"; the whole of `text`.
std::optional<int> zone(std::string_view text) {
    if (text == "Z" || text == "z") return 0;
    if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':') return std::nullopt;
    const int hours = number(text, 1, 2);
    const int minutes = number(text, 4, 2);
    if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) return std::nullopt;
    return (text[0] == '-' ? -1 : 1) * (hours * 60 + minutes);
}

std::optional<TimeMs> date(std::string_view text) {
    if (text.size() < 20 || text[4] != '-' || text[7] != '-') return std::nullopt;
    const int year = number(text, 0, 4);
    const int month = number(text, 5, 2);
    const int day = number(text, 8, 2);
    if (year < 1970 || year > 2199 || month < 0 || day < 0) return std::nullopt;
    const std::chrono::year_month_day calendar{std::chrono::year(year),
                                               std::chrono::month(static_cast<unsigned>(month)),
                                               std::chrono::day(static_cast<unsigned>(day))};
    if (!calendar.ok()) return std::nullopt;
    return begin_of(std::chrono::sys_days(calendar).time_since_epoch().count());
}

}  // namespace

std::optional<TimeMs> parse_time(std::string_view text) {
    const auto day = date(text);
    if (!day || (text[10] != 'T' && text[10] != 't' && text[10] != ' ') || text[13] != ':' || text[16] != ':')
        return std::nullopt;
    const int hour = number(text, 11, 2);
    const int minute = number(text, 14, 2);
    const int second = number(text, 17, 2);
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60) return std::nullopt;
    std::size_t at = 19;
    TimeMs fraction = 0;
    if (text[at] == '.') {
        TimeMs worth = 100;
        const std::size_t first = ++at;
        for (; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at, worth /= 10)
            fraction += worth * (text[at] - '0');
        if (at == first) return std::nullopt;
    }
    const auto east = zone(text.substr(at));
    if (!east) return std::nullopt;
    return *day + ((hour * 60 + minute - *east) * 60 + second) * ms_a_second + fraction;
}

std::string print_time(TimeMs time) {
    const Day day = day_of(time);
    const std::chrono::year_month_day date{std::chrono::sys_days(std::chrono::days(day))};
    const TimeMs of_day = time - begin_of(day);
    const TimeMs seconds = of_day / ms_a_second;
    std::string text = fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", static_cast<int>(date.year()),
                                   static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                                   seconds / 3600, seconds / 60 % 60, seconds % 60);
    if (of_day % ms_a_second != 0) text += fmt::format(".{:03}", of_day % ms_a_second);
    return text + "Z";
}

}  // namespace gaiku::telemetry
