#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <span>

#include "base/clock.h"
#include "telemetry/store/channels.h"
#include "telemetry/store/groups.h"
#include "telemetry/store/log.h"
#include "telemetry/store/packed_days.h"
#include "telemetry/store/reader.h"

namespace gaiku::telemetry {

class Settler;

struct StoreOptions {
    std::string vfs{};                      ///< SQLite's virtual file system; empty: the system's
    std::size_t most_unpacked = 1'000'000;  ///< readings that may wait in memory for their blocks
    const Clock* clock = nullptr;           ///< readings of more than a day later than it are refused; null: none are
    /// What a device is that is seen for the first time: its place by the district file. Absent: only its name.
    std::function<Device(const std::string&)> describe{};
    /// By whose clock days and months are kept, an IANA name. Another one than so far: all are added up anew, once.
    /// Empty: as so far, and Asia/Tokyo in a new store.
    std::string time_zone{};
    bool accept_new_devices = true;  ///< else readings of devices that are not registered are refused
};

/// The one connection that writes: takes readings into the log, and the log into blocks. After an exception nothing
/// it holds in memory is sure; it is to be made anew, which reads the log again.
class Writer {
public:
    Writer(const std::filesystem::path& file, const StoreOptions& options);

    /// Takes batches in one transaction. When it returns, what the receipts call stored is on disk.
    [[nodiscard]] std::vector<Receipt> commit(std::span<const Batch> batches);
    /// Packs what is in the log into blocks and half-hours, in one transaction.
    void settle();
    /// What is written in the same transaction as a change, last: who made it (the audit), and what asked for it.
    using Along = std::function<void(Database&)>;
    /// Writes down what stands for readings from now on, and computes what follows from it. Returns for how many.
    /// Throws std::invalid_argument, before anything is done, for a channel that is not known, a span that is none or
    /// of days that are no longer kept, or where nothing would change.
    std::size_t correct(const CorrectionOrder& order, TimeMs made_at, const Along& along);
    /// Registers a device or changes it; its channels' half-hours from a time on, that of the next half-hour's begin,
    /// go to the groups of its place, and those of before stay where it stood. Without a time what changes of its place
    /// was so always, as it was for one that stood nowhere yet.
    void put_device(const Device& device, std::optional<TimeMs> since, const Along& along);
    /// The same of many, in one transaction.
    void put_devices(std::span<const Device> devices, std::optional<TimeMs> since, const Along& along);
    /// What the district file says of a device that is seen for the first time.
    [[nodiscard]] Device described(const std::string& name) const;
    void put_setting(const std::string& name, const std::string& value);
    /// Drops the raw readings of days before one, and keeps their half-hours. Returns how many readings.
    std::size_t retire(Day before, const Along& along);

    /// By the clock of the options, or the system's.
    [[nodiscard]] TimeMs now() const;
    [[nodiscard]] std::size_t unpacked() const { return unpacked_; }
    [[nodiscard]] Database& database() { return database_; }
    [[nodiscard]] Channels& channels() { return channels_; }
    /// Readings that wait for their block, between two times (the second one excluded).
    [[nodiscard]] std::vector<Sample> tail(const Channel& channel, TimeMs from, TimeMs to) const;

private:
    void put_device(const Device& device, std::optional<TimeMs> since, Settler& settler);
    enum class Known { no, same, different };

    void take(const Column& column, Receipt& receipt);
    void take(Channel& channel, const Sample& sample, std::size_t index, Receipt& receipt);
    [[nodiscard]] Known known(const Channel& channel, const Sample& sample);
    void set_aside(const Channel& channel, const Sample& sample);
    /// Half-hours of days with readings that were contradicted since they were made.
    void mark_contradicted(Settler& settler);
    /// The times that an order is of, and what stands for each.
    [[nodiscard]] std::vector<std::pair<TimeMs, std::optional<double>>> corrected_by(const Channel& channel,
                                                                                     const CorrectionOrder& order);
    [[nodiscard]] Channel* channel_for(const Column& column, Refusal& refusal);
    void place(const std::string& name);
    void stage_to_tail(Channel& channel);
    void read_log();
    void keep_days_of_zone();
    void check_time(TimeMs time, Refusal& refusal) const;

    StoreOptions options_;
    Database database_;
    Channels channels_;
    Groups groups_;
    std::optional<LocalDays> days_;
    std::optional<PackedDays> packed_;
    std::vector<Channel*> staged_;  ///< with readings of the commit under way
    std::size_t unpacked_ = 0;
    bool contradicted_ = false;  ///< the table has rows
    Day retired_before_ = std::numeric_limits<Day>::min();
};

}  // namespace gaiku::telemetry
