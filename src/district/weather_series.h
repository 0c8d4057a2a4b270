#pragma once

#include <string>
#include <vector>

#include "base/finding.h"
#include "district/series.h"

namespace gaiku {

/// What `series: NAME: {weather: ...}` can be.
[[nodiscard]] const std::vector<std::string>& weather_series_names();

/// Fills a series from the district's weather, one number for each of `steps` steps of `step_h` hours, in base units.
/// A district without weather, a quantity that its weather has not, and a unit of another kind (series.unit) are
/// findings, and false.
[[nodiscard]] bool read_weather_series(const Record& entry, const Weather* weather, double step_h, std::size_t steps,
                                       Series& series, Findings& findings);

}  // namespace gaiku
