#pragma once

#include "base/series_port.h"
#include "district/measured/complaints.h"
#include "district/measured/local_time.h"
#include "district/measured/measured.h"

namespace gaiku {

/// The intervals of a year.
struct Grid {
    std::chrono::sys_days first;
    int days = 0;
    int interval_min = 60;
    std::vector<IntervalValue> values{};
    std::vector<bool> filled{};

    /// When an interval begins.
    [[nodiscard]] std::string time(std::size_t at) const {
        return print_local_time(minutes_of(first) + static_cast<LocalMinutes>(at) * interval_min);
    }
};

struct Filling {
    double up_to;  ///< share of the year
    const DayTypes& day_type;
};

/// Tells every run of missing values. As long as they are at most that share of the year, each takes the mean of the
/// same time on the nearest measured day of its type before and after, and a warning says so; else they are errors.
void fill_gaps(Grid& grid, const Filling& filling, Complaints& complaints);

}  // namespace gaiku
