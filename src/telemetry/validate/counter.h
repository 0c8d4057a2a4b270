#pragma once

#include "telemetry/validate/day_sums.h"

namespace gaiku::telemetry {

/// The half-hours of a cumulative register.
void add_counter(const Limits& limits, Day day, std::span<const Checked> readings, DaySums& sums,
                 std::vector<Event>& events);

/// The half-hours of a difference register: each value is the energy of the interval that ends at its time. What was in
/// a gap is not in the next value, so a gap is estimated only where it is short and both its neighbours are good.
void add_differences(const Limits& limits, Day day, std::span<const Checked> readings, DaySums& sums,
                     std::vector<Event>& events);

}  // namespace gaiku::telemetry
