#pragma once

#include <array>
#include <string>

#include "district/district.h"

namespace gaiku {

/// 24 values, one an hour from 0:00 on.
using Day = std::array<double, 24>;

/// The hours of a day profile by name: the district's own, or a column of the day_profiles tables. Sums to 1. Throws
/// std::runtime_error for a profile without energy.
[[nodiscard]] Day day_profile(const std::string& name, const District& district, const Tables& tables);

}  // namespace gaiku
