#pragma once

#include <limits>
#include <map>
#include <memory>
#include <optional>
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
    /// Since when it stands where it says; nothing: what changes of its place was so always.
    void put_device(Database& database, const Device& device, std::optional<TimeMs> since = {});
    /// Where a device stood, by time; the last one is where it stands. One that is not known stands nowhere.
    [[nodiscard]] std::vector<Placing> placings(std::string_view name) const;
    [[nodiscard]] const std::map<std::string, Device, std::less<>>& devices() const { return devices_; }
    [[nodiscard]] const std::map<std::int64_t, std::unique_ptr<Channel>>& all() const { return by_id_; }
    [[nodiscard]] Limits limits(const Channel& channel) const;

private:
    /// Where a device stood before, until a time (excluded).
    struct EarlierPlace {
        TimeMs until = 0;
        std::string building, block, asset;
        bool counts = true;
        [[nodiscard]] Device of(Device device) const;
        [[nodiscard]] bool is_of(const Device& device) const { return of(device) == device; }
    };
    using EarlierPlaces = std::vector<EarlierPlace>;  ///< by time

    void load_places(Database& database);
    [[nodiscard]] EarlierPlaces earlier_places(const Device& device, std::optional<TimeMs> since) const;
    void put_places(Database& database, const std::string& device, EarlierPlaces places);
    Channel& insert(std::int64_t id, std::string_view device, std::string_view name);

    std::map<std::int64_t, std::unique_ptr<Channel>> by_id_;
    std::unordered_map<std::string, Channel*> by_name_;  ///< "device channel"
    std::map<std::string, Device, std::less<>> devices_;
    std::map<std::string, EarlierPlaces, std::less<>> places_;     ///< of devices that have moved
    std::map<std::string, std::size_t, std::less<>> channels_of_;  ///< their number, by device
    std::string key_;
};

}  // namespace gaiku::telemetry
