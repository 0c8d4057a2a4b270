#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "telemetry/rollup.h"
#include "telemetry/store/correction.h"
#include "telemetry/store/database.h"
#include "telemetry/store/device.h"
#include "telemetry/validate/day_figures.h"

namespace gaiku::telemetry {

/// The sum over the devices of a building, a block or the district (no name), of a measurand.
struct GroupName {
    std::string level;  ///< building, block, district
    std::string name;
    std::string measurand;
};

/// What validation found, of a channel.
struct ChannelEvent {
    ChannelName name;
    std::string block;  ///< of its device; empty: of none
    Event event;
    std::string building{}, asset{};  ///< likewise
};

/// Reads a store beside its writer, each answer from one state of it. Of one thread at a time.
class Reader {
public:
    Reader(const std::filesystem::path& folder, const std::string& vfs);

    [[nodiscard]] std::vector<ChannelName> channels();
    [[nodiscard]] std::vector<GroupName> groups();
    [[nodiscard]] std::vector<Device> devices();
    /// Where devices stood and stand, by name and time.
    [[nodiscard]] std::vector<Placing> placings();
    /// Of a device's token, or of the one of that name for who reads all (operator); empty: there is none.
    [[nodiscard]] std::string token_hash(const std::string& name);
    /// Raw readings between two times, the second one excluded; as they came, without corrections. Those still in the
    /// log are read from there. Empty for a channel that is not known.
    [[nodiscard]] std::vector<Sample> raw(const ChannelName& name, TimeMs from, TimeMs to);
    /// The same without the log.
    [[nodiscard]] std::vector<Sample> packed(const ChannelName& name, TimeMs from, TimeMs to);
    /// Gives of each channel its last raw readings by time: those of the half-hour of the last one, and two before them
    /// where there are any on that day or the one before that has some. As of the last time the log was packed.
    void each_last(const std::function<void(const ChannelName&, std::span<const Sample>)>& take);
    /// Half-hours of which something is known that begin between two times; as of the last time the log was packed.
    [[nodiscard]] std::vector<SlotAt> half_hours(const ChannelName& name, TimeMs from, TimeMs to);
    [[nodiscard]] std::vector<SlotAt> half_hours(const GroupName& name, TimeMs from, TimeMs to);
    /// Half-hours, days or months as they are kept. A day or month that lies in the span only partly is the sum of its
    /// half-hours in it. Throws std::runtime_error where the time zone is not whole half-hours from UTC.
    [[nodiscard]] std::vector<Figure> figures(const ChannelName& name, Period period, TimeMs from, TimeMs to);
    [[nodiscard]] std::vector<Figure> figures(const GroupName& name, Period period, TimeMs from, TimeMs to);
    /// Of its days and months, an IANA name.
    [[nodiscard]] std::string time_zone();
    /// Its layout, see schema_version().
    [[nodiscard]] int layout();
    /// Whether it keeps days and months; else they are added up when they are asked for.
    [[nodiscard]] bool keeps_months();
    [[nodiscard]] std::vector<Event> events(const ChannelName& name, TimeMs from, TimeMs to);
    /// Of all channels, from a time on.
    [[nodiscard]] std::vector<ChannelEvent> events_since(TimeMs from);
    [[nodiscard]] std::vector<Correction> corrections(const ChannelName& name);
    /// Readings that were set aside, by time and by when they came.
    [[nodiscard]] std::vector<Conflict> conflicts(const ChannelName& name, TimeMs from, TimeMs to);
    [[nodiscard]] Database& database() { return database_; }

private:
    struct Asked {
        Period period;
        TimeMs from, to;
    };
    [[nodiscard]] std::optional<std::int64_t> id_of(const ChannelName& name);
    [[nodiscard]] std::optional<std::int64_t> id_of(const GroupName& name);
    template <class Name>
    std::vector<Figure> kept_figures(const Name& name, const Measurand* measurand, const Asked& asked);
    [[nodiscard]] std::vector<SlotAt> slots(Statement& rows, TimeMs from, TimeMs to);

    Database database_;
};

inline constexpr const char* store_file = "readings.db";
inline constexpr const char* default_time_zone = "Asia/Tokyo";

}  // namespace gaiku::telemetry
