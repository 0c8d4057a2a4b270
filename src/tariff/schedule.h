#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Days, dates and hours as tariffs write them. Nothing here throws; what cannot be read is nothing.
namespace gaiku {

/// A day of any year.
struct MonthDay {
    int month = 1, day = 1;
    auto operator<=>(const MonthDay&) const = default;
};

/// Minutes of a day, from 0 to 1,440, end not included.
struct Minutes {
    int from = 0, to = 0;
    bool operator==(const Minutes&) const = default;
};

/// Kinds of days: bit 0 Monday to bit 6 Sunday, bit 7 holidays.
using DaySet = std::uint8_t;
inline constexpr DaySet every_day = 0xFF;
inline constexpr int kinds_of_days = 8;
inline constexpr int holiday = 7;

/// "07-01" or "7/1": a date that some year has.
[[nodiscard]] std::optional<MonthDay> parse_month_day(std::string_view text);

/// "12-29, 12-30, 1-2".
[[nodiscard]] std::optional<std::vector<MonthDay>> parse_month_days(std::string_view text);

/// "8:00-22:00", "13-16, 18:30-20"; "22-8" goes over midnight and becomes two. Sorted; spans that overlap are refused.
[[nodiscard]] std::optional<std::vector<Minutes>> parse_hours(std::string_view text);

/// "weekday, saturday", "monday", "holiday", "all".
[[nodiscard]] std::optional<DaySet> parse_days(std::string_view text);

/// The words parse_days knows.
[[nodiscard]] const std::vector<std::string>& day_words();

/// "a, b" -> a and b, trimmed.
[[nodiscard]] std::vector<std::string> split_words(std::string_view text);

/// "13:00-16:00".
[[nodiscard]] std::string print_minutes(const Minutes& span);

}  // namespace gaiku
