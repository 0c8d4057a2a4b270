#pragma once

#include <optional>
#include <vector>

#include "district/district.h"

namespace gaiku {

/// The calendar of the hours planned; it begins on 1 January and has 365 days.
struct PlanningYear {
    std::optional<int> weekday_of_first;  ///< 0 = Monday; nothing where the plan names no year
    std::vector<int> holidays;            ///< days since the first, from 0; Saturdays and Sundays are not among them
};

[[nodiscard]] PlanningYear planning_year(const District& district);

}  // namespace gaiku
