#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/constants.h"
#include "base/series_port.h"

namespace gaiku {

/// A date as Japanese meters, loggers and spreadsheets write it: 2023-04-01, 2023/4/1, 2023.4.1, 2023年4月1日.
[[nodiscard]] std::optional<std::chrono::sys_days> parse_local_date(std::string_view text);

/// Minutes of the day, 0 to 1440 (24:00, the end of a day): 0:30, 00:30:00, 0時30分. Seconds have to be 0.
[[nodiscard]] std::optional<int> parse_time_of_day(std::string_view text);

/// A date and, behind a T or blanks, a time of day; without one 0:00. A time with an offset (Z, +09:00) is none.
[[nodiscard]] std::optional<LocalMinutes> parse_local_time(std::string_view text);

[[nodiscard]] LocalMinutes minutes_of(std::chrono::sys_days day);
[[nodiscard]] std::chrono::sys_days day_of(LocalMinutes time);

/// "2023-04-01 00:30"
[[nodiscard]] std::string print_local_time(LocalMinutes time);

}  // namespace gaiku
