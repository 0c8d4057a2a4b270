#pragma once

#include "district/measured/readings.h"

namespace gaiku {

/// Where a file's clock was changed: the row behind each change.
struct ClockChanges {
    std::vector<std::size_t> forward;  ///< the clock leaps from 2:00 to 3:00: an hour has no rows
    std::vector<std::size_t> back;     ///< from 3:00 to 2:00: an hour has two
};

/// Changes that belong together: at night an hour twice, and four to eight and a half months from it, on the same day
/// of the week, an hour that is missing. An hour that is missing alone is a gap, one that stands twice alone a repeat.
[[nodiscard]] ClockChanges find_clock_changes(const Readings& readings);

/// Moves the rows of summer time back by an hour, to standard time.
void to_standard_time(Readings& readings, const ClockChanges& changes);

}  // namespace gaiku
