#pragma once

#include "telemetry/validate/day_figures.h"

namespace gaiku::telemetry {

/// Adds energies to the half-hours of a day and remembers how much of each is covered.
class DaySums {
public:
    explicit DaySums(Day day) : begin_(begin_of(day)) {}

    /// `micro` between two times, spread evenly; only the part within the day is kept. The parts of neighbouring days
    /// add up to it exactly.
    void spread(TimeMs from, TimeMs to, std::int64_t micro, Marks marks);
    /// A mark on the half-hour that a time lies in or ends.
    void mark(TimeMs time, Marks marks);
    /// The slots; those not covered from end to end are `partial`.
    [[nodiscard]] DaySlots take();

private:
    TimeMs begin_;
    DaySlots slots_{};
    std::array<TimeMs, slots_a_day> covered_{};
};

}  // namespace gaiku::telemetry
