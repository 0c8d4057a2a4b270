#pragma once

#include <string>

#include "operate/energies.h"

namespace gaiku::operate {

/// Since 0:00 by the clock of a time zone, as of the half-hours that the store has: {"begin", "until",
/// "generation_kwh", "demand_kwh", "self_sufficiency", "co2_avoided_kg"}. `block` empty: of the district. Null where a
/// device that belongs in it says nothing of a half-hour. Self-sufficiency is 1 - bought / used; CO2 avoided is that of
/// what was used, had it been bought, less what was emitted. Times in ms since 1970. Throws StoreError.
[[nodiscard]] std::string today_json(telemetry::Store& store, const Surroundings& surroundings,
                                     const std::string& block, const std::string& time_zone, TimeMs now);

}  // namespace gaiku::operate
