#pragma once

#include <optional>
#include <string>

#include "base/text.h"

namespace gaiku {

class DemandTables;

/// What an amount of energy is related to.
enum class Per { area, household };

/// What buildings of a use need of a service in a year, by m2 of floor or household.
struct UsualRange {
    double low = 0, high = 0;  ///< kWh a year, low <= high
    std::string table, row;    ///< of the reference tables
    std::string mark;          ///< S sourced, C computed; U: an end is an assumption; empty: the district file's own
    Text source;
};

/// From the tables energy_use_ranges (electricity by area), heat_use_ranges (cooling, heating, hot water by area) and
/// household_use_ranges (electricity by household), with what the district replaces of them. Nothing where none is
/// known. `service`: electricity, cooling, heating, hot_water.
[[nodiscard]] std::optional<UsualRange> usual_range(const DemandTables& tables, const std::string& use,
                                                    const std::string& service, Per per);

enum class Standing { below, within, above };

/// Where an amount lies; a millionth beyond an end is still within.
[[nodiscard]] Standing standing_of(double kwh, const UsualRange& range);

/// What a use needs of a service by its size, beside what is usual.
struct Intensity {
    Per per = Per::area;
    double amount = 0;  ///< m2 or households, above 0
    double kwh = 0;     ///< a year and m2 or household
    std::optional<UsualRange> range;
};

}  // namespace gaiku
