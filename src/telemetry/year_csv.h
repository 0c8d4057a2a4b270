#pragma once

#include <filesystem>
#include <string>

#include "telemetry/store/reader.h"

namespace gaiku::telemetry {

/// A year of a group's half-hours as the CSV that `measured` in a district file reads: columns time (begin, standard
/// time of the store's zone, without daylight saving) and kWh (of a state that adds up, such as power: kW). Half-hours
/// of which nothing is known are left out, so that the plan fills them as it fills any gap. Throws
/// std::invalid_argument where the store has no such group or the measurand does not add up.
[[nodiscard]] std::string year_csv(const std::filesystem::path& folder, const GroupName& group, TimeMs from);

}  // namespace gaiku::telemetry
