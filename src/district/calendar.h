#pragma once

#include <chrono>
#include <vector>

#include "district/district.h"
#include "reference/tables.h"

namespace gaiku {

/// The days off of a district: the national holidays of Japan, and what the district replaces under `data: holidays:`
/// (a day with `new: yes` is one of its own, `day_off: 0` makes one a working day).
class Calendar {
public:
    Calendar(const District& district, const Tables& tables);

    /// A national holiday or one of the district's own; Saturdays and Sundays are not holidays.
    [[nodiscard]] bool is_holiday(std::chrono::year_month_day date) const;
    /// A Saturday, a Sunday or a holiday.
    [[nodiscard]] bool is_day_off(std::chrono::year_month_day date) const;

private:
    std::vector<std::chrono::sys_days> holidays_;  ///< sorted
};

/// Days off of the district's own that are no dates, or neither on nor off.
void check_days_off(const Overrides& overrides, Findings& findings);

}  // namespace gaiku
