#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "tariff/schedule.h"

namespace gaiku {

/// Whether the name is one of the time zone database, or "UTC".
[[nodiscard]] bool is_time_zone(const std::string& name);

/// The beginning of an interval on the clock on the wall.
struct WallTime {
    int year = 0;
    MonthDay date;
    int weekday = 0;  ///< 0 Monday to 6 Sunday
    int minute = 0;   ///< of the day
};

/// A month that is billed.
struct BilledMonth {
    int year = 0, month = 1;
    std::size_t first = 0, count = 0;  ///< intervals
    double part = 1;                   ///< of the month that the intervals cover
    double days = 0;                   ///< that the intervals cover
};

/// Consecutive intervals of one length as a meter counts them, and the months in which they are billed.
class MeterAxis {
public:
    /// A planning year: 8,760 hours of standard time from 1 January at 0:00 on, years after each other, none with a 29
    /// February. Months are those of standard time; hours of the day follow the zone's clock, daylight saving included.
    /// Throws std::invalid_argument for an unknown zone.
    [[nodiscard]] static MeterAxis planning_year(int year, double step_hours, std::size_t steps,
                                                 const std::string& zone);
    /// Metered intervals from an instant on; months and hours of the day follow the zone's clock, so that a day of
    /// changing clocks has 23 or 25 hours. Throws std::invalid_argument for an unknown zone.
    [[nodiscard]] static MeterAxis metered(std::chrono::sys_seconds start, std::chrono::minutes step, std::size_t steps,
                                           const std::string& zone);

    [[nodiscard]] std::size_t size() const { return times_.size(); }
    [[nodiscard]] double hours() const { return hours_; }  ///< of an interval
    [[nodiscard]] const WallTime& at(std::size_t interval) const { return times_[interval]; }
    [[nodiscard]] const std::vector<BilledMonth>& months() const { return months_; }
    [[nodiscard]] std::size_t month_of(std::size_t interval) const { return month_of_[interval]; }
    /// The window of `hours` that an interval lies in: windows follow each other from the hour on. An interval that is
    /// longer than a window is a window of its own.
    [[nodiscard]] std::int64_t window(std::size_t interval, double hours) const;

private:
    double hours_ = 1;
    double first_hour_ = 0;  ///< of the first interval, in hours of standard time or UTC
    std::vector<WallTime> times_;
    std::vector<BilledMonth> months_;
    std::vector<std::size_t> month_of_;
};

}  // namespace gaiku
