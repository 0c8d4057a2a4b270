#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>

#include "telemetry/measurand.h"
#include "telemetry/store/store.h"

namespace gaiku::operate {

using telemetry::TimeMs;

/// What is known of a channel at the moment.
struct Channel {
    const telemetry::Measurand* measurand = nullptr;
    telemetry::Sample last;
    std::optional<telemetry::Sample> before;  ///< the reading before it
    /// What a counter showed when the half-hour of `last` began, drawn between the readings beside it; nothing where
    /// they lie more than half an hour apart or the counter went back.
    std::optional<double> at_half_hour;

    /// Milliseconds between the last two readings; 0 where there is one.
    [[nodiscard]] TimeMs interval() const { return before ? last.time - before->time : 0; }
};

/// A device's channels by name.
using DeviceChannels = std::map<std::string, Channel>;

/// The last readings of all channels, kept up with what is committed. Memory grows with channels, not with readings.
/// Safe for any number of threads.
class Latest {
public:
    /// Batches that were committed, with their receipts: what was refused is none. In any order; readings from before
    /// the last one known change nothing.
    void take(std::span<const telemetry::Batch> batches, std::span<const telemetry::Receipt> receipts);

    /// What the store knows already, so that a restarted program shows the last values at once, with their true times.
    /// Throws StoreError.
    void load(telemetry::Store& store);

    /// A copy of what is known of a device; empty where nothing is.
    [[nodiscard]] DeviceChannels of(const std::string& device) const;
    /// The time of the newest reading of all; nothing before the first.
    [[nodiscard]] std::optional<TimeMs> newest() const;

private:
    void take(const telemetry::Column& column, const telemetry::Receipt& receipt);
    void take(DeviceChannels& channels, const std::string& name, const telemetry::Measurand& measurand,
              const telemetry::Sample& sample);
    static void take(Channel& channel, const telemetry::Sample& sample);

    mutable std::mutex mutex_;
    std::unordered_map<std::string, DeviceChannels> devices_;
    std::optional<TimeMs> newest_;
};

}  // namespace gaiku::operate
