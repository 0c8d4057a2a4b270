#include "district/measured/local_time.h"

#include <fmt/format.h>
#include <charconv>

#include "base/normal.h"

namespace gaiku {
namespace {

using std::chrono::sys_days;

/// Up to `digits` digits from the front of `rest`.
std::optional<int> take_number(std::string_view& rest, std::size_t digits) {
    int number = 0;
    const auto end = rest.data() + std::min(rest.size(), digits);
    const auto [behind, error] = std::from_chars(rest.data(), end, number);
    if (error != std::errc() || number < 0) return std::nullopt;
    rest.remove_prefix(static_cast<std::size_t>(behind - rest.data()));
    return number;
}

bool take(std::string_view& rest, std::string_view word) {
    if (!rest.starts_with(word)) return false;
    rest.remove_prefix(word.size());
    return true;
}

std::optional<sys_days> take_date(std::string_view& rest) {
    const auto year = take_number(rest, 4);
    const bool words = take(rest, "年");
    std::string_view separator = words ? "月" : "";
    if (!words) {
        for (const char* one : {"-", "/", "."}) {
            if (rest.starts_with(one)) separator = one;
        }
        if (separator.empty()) return std::nullopt;
        rest.remove_prefix(separator.size());
    }
    const auto month = take_number(rest, 2);
    if (!month || !take(rest, separator)) return std::nullopt;
    const auto day = take_number(rest, 2);
    if (!year || !day || (words && !take(rest, "日"))) return std::nullopt;
    const auto date = std::chrono::year(*year) / std::chrono::month(static_cast<unsigned>(*month)) /
                      std::chrono::day(static_cast<unsigned>(*day));
    if (*year < 1900 || *year > 2200 || !date.ok()) return std::nullopt;
    return sys_days(date);
}

std::optional<int> take_time(std::string_view& rest) {
    const auto hour = take_number(rest, 2);
    if (!hour) return std::nullopt;
    std::optional<int> minute = 0;
    if (take(rest, "時")) {
        if (!rest.empty()) minute = take_number(rest, 2);
        if (minute && !rest.empty() && !take(rest, "分")) return std::nullopt;
        if (!minute) return std::nullopt;
    } else {
        if (!take(rest, ":")) return std::nullopt;
        minute = take_number(rest, 2);
        if (!minute) return std::nullopt;
        if (take(rest, ":")) {
            const auto seconds = take_number(rest, 2);
            if (!seconds || *seconds != 0) return std::nullopt;
            if (take(rest, ".") && rest.find_first_not_of('0') != std::string_view::npos) return std::nullopt;
            rest.remove_prefix(std::min(rest.size(), rest.find_first_not_of('0')));
        }
    }
    const int of_day = *hour * 60 + *minute;
    if (*minute > 59 || of_day > minutes_a_day) return std::nullopt;
    return of_day;
}

}  // namespace

std::optional<sys_days> parse_local_date(std::string_view text) {
    std::string_view rest = trim(text);
    const auto date = take_date(rest);
    return rest.empty() ? date : std::nullopt;
}

std::optional<int> parse_time_of_day(std::string_view text) {
    std::string_view rest = trim(text);
    const auto time = take_time(rest);
    return rest.empty() ? time : std::nullopt;
}

std::optional<LocalMinutes> parse_local_time(std::string_view text) {
    std::string_view rest = trim(text);
    const auto date = take_date(rest);
    if (!date) return std::nullopt;
    if (rest.empty()) return minutes_of(*date);
    if (!take(rest, "T") && !rest.starts_with(' ')) return std::nullopt;
    const auto time = parse_time_of_day(rest);
    if (!time) return std::nullopt;
    return minutes_of(*date) + *time;
}

LocalMinutes minutes_of(sys_days day) {
    return static_cast<LocalMinutes>(day.time_since_epoch().count()) * minutes_a_day;
}

sys_days day_of(LocalMinutes time) {
    return std::chrono::floor<std::chrono::days>(
        std::chrono::sys_time<std::chrono::minutes>(std::chrono::minutes(time)));
}

std::string print_local_time(LocalMinutes time) {
    const std::chrono::year_month_day date(day_of(time));
    const auto of_day = time - minutes_of(day_of(time));
    return fmt::format("{:04}-{:02}-{:02} {:02}:{:02}", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), of_day / 60,
                       of_day % 60);
}

}  // namespace gaiku
