#pragma once

#include "district/measured/complaints.h"
#include "district/measured/local_time.h"
#include "district/measured/measured.h"

namespace gaiku {

/// A row of a file of measurements.
struct Reading {
    LocalMinutes begin = 0;    ///< of its interval, on the file's clock
    std::optional<double> kw;  ///< mean power; nothing where the cell is empty or a sign for a missing value
    int line = 0;
};

struct Readings {
    int interval_min = 0;
    std::vector<Reading> rows;  ///< in the order of the file
};

/// The rows of the file. Headings that are not there, a heading with another unit, rows without a time or with a value
/// that is no number or negative, an interval that is none of 15, 30 and 60 minutes or not the one stated, and times
/// that are ends where begins are stated (or the other way round) are complaints. Nothing where rows cannot be read at
/// all.
[[nodiscard]] std::optional<Readings> read_readings(std::string bytes, const MeasuredOptions& options,
                                                    Complaints& complaints);

/// The unit that a heading names, such as kWh of "電力量(kWh)" or "energy [kWh]"; empty where it names none.
[[nodiscard]] std::string unit_in_heading(std::string_view heading);

}  // namespace gaiku
