#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "telemetry/measurand.h"
#include "telemetry/store/reader.h"

namespace gaiku::telemetry {

enum class Period { half_hour, day, month };

/// "30min", "day", "month".
[[nodiscard]] std::optional<Period> parse_period(std::string_view text);

/// What a period amounts to: the energy of a counter, the mean of a state.
struct Figure {
    TimeMs begin = 0;
    TimeMs end = 0;
    double value = 0;            ///< in the measurand's unit
    std::size_t half_hours = 0;  ///< of the period that something is known of
    std::uint32_t channels = 0;  ///< most of any half-hour
    bool marked = false;         ///< something in it is estimated, missing, corrected or passed over
};

/// Half-hours as days or months of a time zone (IANA name). A day of a clock change has 23 or 25 hours. Only periods of
/// which something is known. Throws std::runtime_error for a zone that is not known, or is not whole half-hours from
/// UTC.
[[nodiscard]] std::vector<Figure> roll_up(const std::vector<SlotAt>& slots, Period period, const std::string& zone,
                                          const Measurand& measurand);

}  // namespace gaiku::telemetry
