#pragma once

#include <string>

#include "operate/image.h"
#include "telemetry/store/store.h"

namespace gaiku::operate {

/// The targets of the district file beside what was measured, by month of a time zone's clock, twelve months up to now:
/// {"targets": [{"key", "kind", "name", "unit", "block", "target", "actual", "baseline", "months": [{"month", "target",
/// "actual", "arithmetic": {"en", "ja"}}], "source"}]}.
/// - co2_cut, %: 1 - CO2 of the electricity used / (used x baseline in kg/kWh); "actual" of all months together;
/// - meters: electricity meters of buildings that count and have said something by the end of the month.
/// Null where it is not known, and the arithmetic says why. Throws StoreError. To be kept for some seconds.
[[nodiscard]] std::string targets_json(telemetry::Store& store, const Surroundings& surroundings,
                                       const District& district, const std::string& time_zone, TimeMs now);

}  // namespace gaiku::operate
