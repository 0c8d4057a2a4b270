#pragma once

#include "district/measured/measured.h"

namespace gaiku {

/// The steps of a plan: years of 365 days of standard time from 1 January at 0:00 on.
struct PlanSteps {
    std::size_t count = 0;
    double hours = 1;           ///< of a step
    std::optional<int> year{};  ///< calendar year of 365 days; nothing where all its days are alike
};

/// A measured year as the 365 days of the plan: each takes the nearest measured day (by the day of the year, which
/// begins anew) of its type: weekday, Saturday, or Sunday and holiday. Where the plan has no calendar year each takes
/// the day of its date. A measured 29 February is one day to choose among the others. kW, one a measured interval.
[[nodiscard]] std::vector<double> lay_onto_calendar(const MeasuredYear& measured, std::optional<int> year,
                                                    const DayTypes& day_type);

/// The mean power of each step, kW: exactly the measured values where a step is as long as an interval, held over
/// shorter ones. `year_kw` has intervals of `interval_h` and begins again behind its end.
[[nodiscard]] std::vector<double> means_of_steps(const std::vector<double>& year_kw, double interval_h,
                                                 const PlanSteps& steps);

}  // namespace gaiku
