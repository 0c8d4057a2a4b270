#pragma once

#include <vector>

#include "reference/tables.h"

namespace gaiku {

/// How a year's photovoltaic energy falls on its 8,760 hours in an energy-saving region (1 to 8): as the radiation on a
/// horizontal plane, direct_normal x sin(sun's altitude) + sky_diffuse, mean of an hour's beginning and end. Sums to 1.
/// Source: data climate/region_N. Panels that lean to the south have more of it in winter.
/// Throws std::runtime_error for a region without a table.
[[nodiscard]] std::vector<double> sun_shares(int region, const Tables& tables);

}  // namespace gaiku
