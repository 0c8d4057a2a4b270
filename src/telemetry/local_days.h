#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "telemetry/reading.h"

namespace date {
class time_zone;
}

namespace gaiku::telemetry {

enum class Period { half_hour, day, month };

/// "30min", "day", "month".
[[nodiscard]] std::optional<Period> parse_period(std::string_view text);

/// From a time up to another one, which is excluded.
struct Span {
    TimeMs begin = 0;
    TimeMs end = 0;

    [[nodiscard]] bool has(TimeMs time) const { return time >= begin && time < end; }
};

/// A month of a clock, counted from January of the year 0.
using Month = std::int64_t;

/// The days and months of a time zone. A day of a clock change has 23 or 25 hours. Of one thread at a time.
class LocalDays {
public:
    /// An IANA name. Throws std::runtime_error for one that is not known.
    explicit LocalDays(const std::string& zone);

    /// The day of the zone's clock that a time lies in, counted from 1970-01-01.
    [[nodiscard]] Day day_at(TimeMs time) const;
    /// When a day begins and ends.
    [[nodiscard]] Span span(Day local) const;
    /// The month of a day of the clock, and which of its days it is, from 0.
    [[nodiscard]] static Month month_of(Day local);
    [[nodiscard]] static int index_in_month(Day local);
    [[nodiscard]] static Day first_of(Month month);
    /// The half-hour, day or month around a time. Throws std::runtime_error where it does not begin on a half-hour of
    /// UTC.
    [[nodiscard]] Span around(TimeMs time, Period period) const;
    /// What the zone's clock is ahead of UTC at a time without daylight saving.
    [[nodiscard]] TimeMs standard_offset(TimeMs time) const;

private:
    const date::time_zone& zone_;
    mutable Day known_ = 0;  ///< the day asked for last
    mutable Span known_span_{};
};

}  // namespace gaiku::telemetry
