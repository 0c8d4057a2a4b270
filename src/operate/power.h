#pragma once

#include "operate/latest.h"

namespace gaiku::operate {

/// Whether a reading is of now: not older than twice its interval (half an hour where only one is known), with ten
/// seconds for its way.
[[nodiscard]] bool is_now(const Channel& channel, TimeMs now);

/// The mean of a counter between its last two readings, kW; nothing where they are not of now or it went back.
[[nodiscard]] std::optional<double> mean_power(const DeviceChannels& channels, const std::string& counter, TimeMs now);

/// What a device draws, kW, below 0 where it feeds in: its power, or the sum of its phases, else the means of its
/// counters. Nothing where nothing of now says it.
[[nodiscard]] std::optional<double> power_now(const DeviceChannels& channels, TimeMs now);

}  // namespace gaiku::operate
