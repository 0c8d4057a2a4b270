#pragma once

#include <memory>

#include "reference/tables.h"
#include "resource/weather.h"

namespace gaiku {

/// The climate year of an energy-saving region (1 to 8), from data climate/region_N. The table holds the instants
/// 1:00 to 24:00; global radiation is direct_normal x sin(sun's altitude) + sky_diffuse at each instant, the altitude
/// computed. No wind. Throws std::runtime_error for a region without a table.
[[nodiscard]] std::shared_ptr<const Weather> climate_year(int region, const Tables& tables);

}  // namespace gaiku
