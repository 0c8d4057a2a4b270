#pragma once

#include <chrono>

#include "district/calendar.h"

namespace gaiku::field {

using Instant = std::chrono::sys_seconds;

/// A moment as the people of the district see it: standard time, no daylight saving.
struct LocalTime {
    std::chrono::sys_days date;  ///< of the place
    int minute = 0;              ///< of the day
};

/// Real dates on the steps of the planning year, whose weather and demand they live through.
class Axis {
public:
    explicit Axis(const District& district);

    [[nodiscard]] LocalTime local(Instant time) const;
    [[nodiscard]] Instant midnight(std::chrono::sys_days date) const;
    /// The day of the planning year that a date lives through: the one nearest in the calendar that is the same day of
    /// the week, where plan.year says which weekdays the year has; 29 February lives through the 28th.
    [[nodiscard]] int year_day(std::chrono::sys_days date) const;
    /// The step of the plan that is looked at.
    [[nodiscard]] std::size_t step(Instant time) const;
    [[nodiscard]] double step_hours() const { return step_h_; }
    [[nodiscard]] std::size_t steps() const { return steps_; }
    [[nodiscard]] bool is_day_off(std::chrono::sys_days date) const;
    /// Outdoor temperature of an hour of the date, degC; 15 without weather.
    [[nodiscard]] double temperature_c(std::chrono::sys_days date, int hour) const;
    [[nodiscard]] const Weather* weather() const { return weather_.get(); }

private:
    [[nodiscard]] std::size_t hour_of_year(std::chrono::sys_days date, int hour) const;

    std::chrono::minutes offset_{0};
    double step_h_ = 1;
    std::size_t steps_ = 0;
    std::optional<std::chrono::year> plan_year_;
    Calendar calendar_;
    std::shared_ptr<const Weather> weather_;
};

}  // namespace gaiku::field
