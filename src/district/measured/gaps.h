#pragma once

#include "district/measured/complaints.h"
#include "district/measured/local_time.h"
#include "district/measured/measured.h"

namespace gaiku {

/// The intervals of a year with what the rows say of them.
struct Grid {
    Grid() = default;
    Grid(std::chrono::sys_days first_day, int days, int interval)
        : first(first_day),
          interval_min(interval),
          kw(static_cast<std::size_t>(days) * static_cast<std::size_t>(minutes_a_day / interval)),
          filled(kw.size()),
          line(kw.size()) {}

    std::chrono::sys_days first;
    int interval_min = 60;
    std::vector<std::optional<double>> kw;
    std::vector<bool> filled;
    std::vector<int> line;  ///< of the row; 0 where there is none
};

struct Filling {
    double up_to;  ///< share of the year
    const DayTypes& day_type;
};

/// Tells every run of missing values. As long as they are at most that share of the year, each takes the mean of the
/// same time on the nearest measured day of its type before and after, and a warning says so; else they are errors.
void fill_gaps(Grid& grid, const Filling& filling, Complaints& complaints);

}  // namespace gaiku
