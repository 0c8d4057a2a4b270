#pragma once

#include <string>

namespace gaiku {

/// The national holidays of Japan as a reference table, computed (base/holidays.h) and written in the format of data/,
/// so that a district can show them and replace single days like any other row: key `date`, column `day_off` 1.
[[nodiscard]] std::string holidays_table();

/// Years that the table holds.
inline constexpr int first_table_year = 1990;
inline constexpr int last_table_year = 2050;

}  // namespace gaiku
