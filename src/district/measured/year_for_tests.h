#pragma once

#include <fmt/format.h>
#include <functional>
#include <string>

#include "district/measured/local_time.h"
#include "district/measured/measured.h"

namespace gaiku::test {

/// Value of an interval that begins at a time, as it is to stand in the file; "absent" for no row.
using CellOf = std::function<std::string(LocalMinutes)>;

inline const std::string absent = "absent";

/// A file of `days` days with the headings time and kW, whose times are the begins of their intervals.
inline std::string year_csv(std::chrono::sys_days first, int days, int interval_min, const CellOf& cell,
                            const std::string& heading = "kW") {
    std::string text = "time," + heading + "\n";
    for (LocalMinutes at = minutes_of(first); at < minutes_of(first + std::chrono::days(days)); at += interval_min) {
        const std::string value = cell(at);
        if (value != absent) text += print_local_time(at) + "," + value + "\n";
    }
    return text;
}

/// Saturdays and Sundays, no holidays.
inline DayType weekends(std::chrono::sys_days day) {
    const std::chrono::weekday weekday(day);
    if (weekday == std::chrono::Sunday) return DayType::day_off;
    return weekday == std::chrono::Saturday ? DayType::saturday : DayType::weekday;
}

inline MeasuredOptions options_for_tests() {
    MeasuredOptions options;
    options.file = "year.csv";
    options.path = "demands.offices.measured";
    options.column = "kW";
    options.time = "time";
    return options;
}

}  // namespace gaiku::test
