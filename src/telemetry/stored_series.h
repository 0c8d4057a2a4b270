#pragma once

#include "base/series_port.h"

namespace gaiku::telemetry {

/// Half-hours of a channel or a sum as a series of the port: a counter's or difference register's energies, or the
/// means of a power, by the clock of the store's time zone without daylight saving. Half-hours of which nothing is
/// known are missing. A folder without a store, a store of a later layout, an unknown device, channel, place or
/// measurand, one that is no energy or power, and a series without any half-hour are told. Where no server holds the
/// store its half-hours are first brought up to what was committed.
[[nodiscard]] std::unique_ptr<SeriesPort> open_series(const StoredSeries& what,
                                                      const std::function<void(Finding)>& tell);

/// Brings half-hours up to what was committed, where no server holds the store; a server does so by itself. An empty
/// store and one of an older layout stay as they are.
void settle_if_free(const std::filesystem::path& folder);

}  // namespace gaiku::telemetry
