#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "operate/alarm_rules.h"
#include "operate/image.h"
#include "telemetry/store/alarm_log.h"
#include "telemetry/store/reader.h"

namespace gaiku::operate {

using telemetry::Alarm;

/// Whether an alarm's condition holds; where that is not known it stays as it is.
enum class Truth { no, yes, unknown };

/// The listed alarms and what changes them, by the rules of alarm_rules.h. Safe for any number of threads.
class Alarms {
public:
    /// What was kept before a restart: the listed ones, and the last id given.
    struct Kept {
        std::vector<Alarm> open;
        std::int64_t last_id = 0;
    };
    /// Hears of each change, in order; must not wait nor call back (AlarmLog::put).
    using Sink = std::function<void(std::span<const Alarm>)>;

    Alarms() = default;
    explicit Alarms(Kept kept, Sink sink = {});

    /// To be called with each new picture.
    void update(const Image& image);
    /// A condition outside of the picture: "broker", "store"; to be called each second with the picture's time.
    /// `detail` is what the other side says, shown as it is. Throws std::invalid_argument for a kind that has no rule.
    void set(std::string_view kind, bool on, TimeMs now, const std::string& detail = {});
    /// What validation found (Store::events_since(now - events_for), without what moved since: stuck.h); to be called
    /// every some seconds.
    void take(std::span<const telemetry::ChannelEvent> events, TimeMs now);
    /// Of a counter that stands a whole day the next day's finding comes at its end.
    static constexpr TimeMs events_for = 2 * telemetry::ms_a_day;

    /// Return how many were not yet; `block` empty: of all blocks.
    std::size_t acknowledge(std::span<const std::int64_t> ids, const std::string& by, TimeMs at);
    std::size_t acknowledge(std::string_view kind, std::string_view block, const std::string& by, TimeMs at);

    /// Grows with every change.
    [[nodiscard]] std::uint64_t revision() const;
    /// By id.
    [[nodiscard]] std::vector<Alarm> listed() const;

private:
    /// A condition that is watched.
    struct Watched {
        bool looked_up = false;  ///< whether an alarm of before the start is of it
        bool active = false;
        TimeMs yes_since = 0, no_since = 0;  ///< 0: it is not so
        std::int64_t id = 0;                 ///< where active
        std::uint64_t seen = 0;              ///< of a connection or block: number of the picture
    };
    struct Held {
        TimeMs raise_after, clear_after;
    };
    struct About {
        const std::string& device;
        const std::string& block;
    };
    struct DeviceState {
        Watched silent, clock, outage;
        TimeMs first = 0;        ///< picture in which it was seen first
        TimeMs newest = 0;       ///< its newest reading
        TimeMs advanced = 0;     ///< picture in which a newer one was seen last
        TimeMs lag = 0;          ///< of the newest reading when it was seen first
        TimeMs lag_since = 0;    ///< picture since which lags are the same and long; 0: they are not
        std::uint64_t seen = 0;  ///< number of the picture
    };
    template <class MakeText>
    void step(Watched& watched, const AlarmRule& rule, std::string_view of, Truth truth, Held held, const About& about,
              Severity severity, const MakeText& make_text);
    void raise(Watched& watched, const AlarmRule& rule, const std::string& key, const About& about, Severity severity,
               Text text);
    void clear(Watched& watched);
    void clear(std::int64_t id);
    void clear_departed();
    void look_up(Watched& watched, const std::string& key);
    /// "Grid connection of the mall (grid_mall)".
    [[nodiscard]] Text called(const DeviceNow& device) const {
        return names_->device(device.name, device.building, device.asset);
    }
    void watch_device(const DeviceNow& device);
    void watch_silence(DeviceState& state, const DeviceNow& device, TimeMs interval);
    void watch_clock(DeviceState& state, const DeviceNow& device, TimeMs interval);
    void watch_grid(DeviceState& state, const DeviceNow& device);
    void forget_absent();
    /// What is watched of a connection or block that the picture shows.
    Watched& of_place(const AlarmRule& rule, const std::string& place);
    /// Clears what was raised of connections and blocks that the picture does not show, also before a restart.
    void forget_absent_places();
    void watch_connection(const HalfHour& half);
    void watch_storage(const PlaceNow& block);
    bool acknowledge(Alarm& alarm, const std::string& by, TimeMs at);
    void changed(const Alarm& alarm) { changed_.push_back(alarm); }
    /// Tells the sink and ends the change.
    void finish();

    mutable std::mutex mutex_;
    Sink sink_;
    std::map<std::int64_t, Alarm> alarms_;                  ///< the listed ones
    std::unordered_map<std::string, std::int64_t> by_key_;  ///< of them
    std::int64_t last_id_ = 0;
    std::uint64_t revision_ = 0;
    TimeMs now_ = 0;
    std::shared_ptr<const Names> names_ = std::make_shared<const Names>();  ///< of the last picture
    std::uint64_t pictures_ = 0;
    bool looked_for_departed_ = false;  ///< devices of before the start that are gone
    std::unordered_map<std::string, DeviceState> devices_;
    std::unordered_map<std::string, Watched> others_;  ///< by key
    std::vector<Alarm> changed_;
};

}  // namespace gaiku::operate
