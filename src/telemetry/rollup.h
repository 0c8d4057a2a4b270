#pragma once

#include <vector>

#include "telemetry/local_days.h"
#include "telemetry/measurand.h"
#include "telemetry/tally.h"

namespace gaiku::telemetry {

/// What a period amounts to: the energy of a counter, the mean of a state.
struct Figure {
    TimeMs begin = 0;
    TimeMs end = 0;
    double value = 0;            ///< in the measurand's unit
    std::size_t half_hours = 0;  ///< of the period that something is known of
    std::uint32_t channels = 0;  ///< most of any half-hour
    bool marked = false;         ///< something in it is estimated, missing, corrected, contradicted or passed over
    bool operator==(const Figure&) const = default;
};

/// What the half-hours of a period come to.
[[nodiscard]] Figure figure_of(const Span& span, const Tally& tally, const Measurand& measurand);

/// Half-hours as days or months. Only periods of which something is known. Throws std::runtime_error for a zone that is
/// not whole half-hours from UTC.
[[nodiscard]] std::vector<Figure> roll_up(const std::vector<SlotAt>& slots, Period period, const LocalDays& days,
                                          const Measurand& measurand);

}  // namespace gaiku::telemetry
