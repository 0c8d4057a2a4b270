#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "virtual/axis.h"

namespace gaiku::field {

/// "2026-11-28T00:00:00Z" (RFC 3339).
[[nodiscard]] std::string print_time(Instant time);

/// A date and time with its zone as telemetry reads it, seconds optional: "2026-11-28T09:00+09:00". Nothing where it is
/// none.
[[nodiscard]] std::optional<Instant> parse_time(std::string_view text);

/// A duration with its unit: "30 min", "2 h", "1 day". Nothing where it is none, or is no whole second.
[[nodiscard]] std::optional<std::chrono::seconds> parse_duration(std::string_view text);

}  // namespace gaiku::field
