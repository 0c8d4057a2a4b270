#pragma once

#include <limits>
#include <span>
#include <string>
#include <vector>

#include "telemetry/measurand.h"
#include "telemetry/validate/slots.h"

/// Validation and estimation (VEE, as meter-data management calls it): from raw readings to half-hours. Nothing raw is
/// changed; what is not as it should be is marked, estimated and told as an event. The same readings give the same
/// half-hours, in whatever order they came.
namespace gaiku::telemetry {

/// A raw reading, or what a correction says instead of it.
struct Checked {
    TimeMs time = 0;
    double value = 0;
    Marks marks = 0;
};

/// What is known of a channel's device.
struct Limits {
    double register_end = 0;                                   ///< at which the counter goes on from 0; 0: not known
    double most_kw = std::numeric_limits<double>::infinity();  ///< more cannot flow
};

/// Something that validation found. Codes: gap, long-gap, reset, rollover, spike, implausible, stuck, negative.
struct Event {
    TimeMs time = 0;
    std::string code;
    std::string detail;
};

/// The readings of a day and those next to it, two on either side where there are any, by time.
struct Neighbourhood {
    std::vector<Checked> readings;
};

struct DayFigures {
    DaySlots slots{};
    std::vector<Event> events;  ///< of readings of the day
};

/// A counter's energy between two readings goes to the half-hours between them by time. A gap longer than this is not
/// bridged: what happened in more than a year is not known by the half-hour.
inline constexpr TimeMs longest_bridge = 400 * ms_a_day;

/// Missing intervals of a difference register lie on the straight line between their neighbours up to this long, as
/// meter-data management does it; what a longer gap held its neighbours do not say, and it is left open.
inline constexpr TimeMs longest_line = 4 * ms_a_slot;

[[nodiscard]] DayFigures figures_of(const Measurand& measurand, const Limits& limits, Day day,
                                    const Neighbourhood& around);

/// The usual distance of readings: the median; 0 for fewer than two.
[[nodiscard]] TimeMs usual_interval(std::span<const Checked> readings);

}  // namespace gaiku::telemetry
