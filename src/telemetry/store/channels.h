#pragma once

#include <limits>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "telemetry/measurand.h"
#include "telemetry/store/database.h"
#include "telemetry/store/device.h"
#include "telemetry/validate/day_figures.h"

namespace gaiku::telemetry {

/// Readings of a day that are in the log and not yet in their block, by time.
struct TailDay {
    Day day = 0;
    std::vector<Sample> samples;
};

/// A channel, as the writer knows it.
struct Channel {
    std::int64_t id = 0;
    std::string device;
    std::string name;
    const Measurand* measurand = nullptr;
    TimeMs last_packed = std::numeric_limits<TimeMs>::min();  ///< latest time in a block
    TimeMs newest = std::numeric_limits<TimeMs>::min();       ///< latest time known at all, staged ones included
    std::vector<TailDay> tail;                                ///< by day
    std::vector<Sample> staged;                               ///< of the commit under way, by time
};

/// Channels that a device may have: what invents one in each message is refused, whatever arrives. The largest that
/// gaiku knows, a line to every place of a large district, has some hundreds.
inline constexpr std::size_t most_channels_a_device = 1000;

/// Devices and channels of a store, in memory as they are in its tables.
class Channels {
public:
    /// Reads both tables.
    void load(Database& database);

    [[nodiscard]] Channel* find(std::string_view device, std::string_view name);
    [[nodiscard]] Channel& at(std::int64_t id) { return *by_id_.at(id); }
    /// Inserts a channel.
    Channel& add(Database& database, std::string_view device, std::string_view name);

    /// How many channels a device has.
    [[nodiscard]] std::size_t count_of(std::string_view device) const;
    [[nodiscard]] const Device* device(std::string_view name) const;
    void put_device(Database& database, const Device& device);
    [[nodiscard]] const std::map<std::string, Device, std::less<>>& devices() const { return devices_; }
    [[nodiscard]] const std::map<std::int64_t, std::unique_ptr<Channel>>& all() const { return by_id_; }
    [[nodiscard]] Limits limits(const Channel& channel) const;

private:
    Channel& insert(std::int64_t id, std::string_view device, std::string_view name);

    std::map<std::int64_t, std::unique_ptr<Channel>> by_id_;
    std::unordered_map<std::string, Channel*> by_name_;  ///< "device channel"
    std::map<std::string, Device, std::less<>> devices_;
    std::map<std::string, std::size_t, std::less<>> channels_of_;  ///< their number, by device
    std::string key_;
};

}  // namespace gaiku::telemetry
