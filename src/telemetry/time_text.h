#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "telemetry/reading.h"

namespace gaiku::telemetry {

/// A time with its zone as RFC 3339 writes it: 2026-11-28T09:00:00+09:00, 2026-11-28T00:00:00.250Z; a blank or a small
/// t may stand for T, digits behind the third of a fraction are dropped. Nothing without a zone, for a date that does
/// not exist, or a year outside 1970 to 2199. A leap second is the second behind it.
[[nodiscard]] std::optional<TimeMs> parse_time(std::string_view text);

/// "2026-11-28T00:00:00Z", with milliseconds where there are any.
[[nodiscard]] std::string print_time(TimeMs time);

}  // namespace gaiku::telemetry
