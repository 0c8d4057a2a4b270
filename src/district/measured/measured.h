#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/series_port.h"

namespace gaiku {

class Complaints;

/// How a CSV file of measurements is to be read.
struct MeasuredOptions {
    std::string file;         ///< stands for it in findings
    std::string path;         ///< of the entry that names it
    std::string column;       ///< heading of the values
    std::string time;         ///< heading of date and time, or of the time of day where `date` is given
    std::string date;         ///< heading of the date; empty where `time` holds both
    std::string unit = "kW";  ///< a power (the mean of the interval) or an energy (of the interval)
    int interval_min = 0;     ///< 15, 30 or 60; 0 where the rows say it
    bool time_is_end = false;
    double factor = 1;
    double fill_up_to = 0.05;  ///< share of the year that may be missing and is then filled in
    bool daylight_saving = false;
    bool shift_jis = false;
    int skip_lines = 0;                           ///< above the headings
    std::optional<std::chrono::sys_days> from{};  ///< first day, for a file of more than a year
};

enum class DayType { weekday, saturday, day_off };
using DayTypes = std::function<DayType(std::chrono::sys_days)>;

/// A year of mean power, as measured: 365 days or, where it holds a 29 February, 366.
struct MeasuredYear {
    std::chrono::sys_days first;
    int interval_min = 60;
    std::vector<double> kw;    ///< one an interval from 0:00 of the first day on, standard time
    std::vector<bool> filled;  ///< estimated, not measured

    [[nodiscard]] std::size_t per_day() const { return static_cast<std::size_t>(1440 / interval_min); }
    [[nodiscard]] std::size_t days() const { return kw.size() / per_day(); }
};

/// The year that a port has. Everything amiss is a finding at its line; nothing is given where one of them is an error.
/// What is missing is never 0: up to a share it is the mean of the same time on the nearest days of its type before and
/// after, and a warning says so; beyond it is an error.
[[nodiscard]] std::optional<MeasuredYear> read_measured(SeriesPort& port, const MeasuredOptions& options,
                                                        const DayTypes& day_type, Complaints& complaints);

/// The year in the bytes of a CSV file.
[[nodiscard]] std::optional<MeasuredYear> read_measured(std::string bytes, const MeasuredOptions& options,
                                                        const DayTypes& day_type, Findings& findings);

}  // namespace gaiku
