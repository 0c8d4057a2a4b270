#pragma once

#include <span>
#include <string>

#include "operate/alarms.h"

namespace gaiku::operate {

/// The listed alarms: {"active": [...], "groups": [...], "unacknowledged": N}, the most severe and newest first. More
/// than most_one_by_one of a kind in a block, or in the district, stand in one group and not in "active". Times in ms
/// since 1970.
[[nodiscard]] std::string alarms_json(std::span<const Alarm> listed);
/// {"alarms": [...]} in the order given.
[[nodiscard]] std::string history_json(std::span<const Alarm> alarms);
/// All kinds with their severity, title and when they are raised and cleared.
[[nodiscard]] std::string alarm_rules_json();

}  // namespace gaiku::operate
