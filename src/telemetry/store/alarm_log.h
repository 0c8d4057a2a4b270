#pragma once

#include <condition_variable>
#include <filesystem>
#include <map>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <thread>
#include <vector>

#include "base/text.h"
#include "telemetry/reading.h"

namespace gaiku::telemetry {

/// Something that people have to know of, or to do. Active until it is cleared; listed until it is both cleared and
/// acknowledged (ISA-18.2). Times in ms since 1970, UTC.
struct Alarm {
    std::int64_t id = 0;   ///< increasing, never used again
    std::string key;       ///< what it is of: "silent/DEVICE"; one listed alarm has it at a time
    std::string kind;      ///< of operate's table: "silent"
    std::string severity;  ///< high: act now; medium: act soon; low: know
    std::string device;    ///< empty: of none
    std::string block;     ///< empty: of the district
    Text text;
    TimeMs raised = 0;
    std::optional<TimeMs> cleared;
    std::optional<TimeMs> acknowledged;
    /// A user's name; "#ID" where nobody did before the same was raised again as ID.
    std::string acknowledged_by;
    bool operator==(const Alarm&) const = default;

    [[nodiscard]] bool active() const { return !cleared; }
    [[nodiscard]] bool listed() const { return !cleared || !acknowledged; }
};

/// The alarms of a store's folder, by a connection of its own. They are written by a thread of its own, so that a slow
/// disk delays nobody who raises one. Safe for any number of threads.
class AlarmLog {
public:
    static constexpr std::size_t most_queued = 100'000;
    /// Of the history: of more than so many raised, the oldest that are listed no more are forgotten. A hundred a day
    /// are kept for more than two years.
    static constexpr std::int64_t most_kept = 100'000;

    /// The folder's store has been opened by a Store before, which brings its layout up. `keep`: alarms of the history,
    /// above 0. Throws StoreError.
    explicit AlarmLog(const std::filesystem::path& folder, std::int64_t keep = most_kept);
    /// Writes what is queued, unless the store fails, and ends.
    ~AlarmLog();
    AlarmLog(const AlarmLog&) = delete;
    AlarmLog& operator=(const AlarmLog&) = delete;

    /// Alarms that are new or changed; the last state of each counts. Never waits for the disk. Where most_queued wait
    /// already, others are left out and counted.
    void put(std::span<const Alarm> alarms);
    /// Waits until all is written that was put so far; false where the store fails.
    [[nodiscard]] bool flush();
    /// Those that are listed, by id. Throws StoreError, as those below.
    [[nodiscard]] std::vector<Alarm> open();
    /// 0 before the first.
    [[nodiscard]] std::int64_t last_id();
    /// Raised before `to` and not cleared before `from`, the newest first, `most` of them at most.
    [[nodiscard]] std::vector<Alarm> history(TimeMs from, TimeMs to, std::size_t most = 10'000);
    /// What the store says that cannot be written; empty: all is well.
    [[nodiscard]] std::string error() const;
    /// Alarms that were left out.
    [[nodiscard]] std::size_t left_out() const;

private:
    void run(const std::stop_token& stop);
    void write(const std::map<std::int64_t, Alarm>& alarms) const;
    [[nodiscard]] std::vector<Alarm> select(const std::string& where, TimeMs from, TimeMs to, std::size_t most) const;

    std::filesystem::path file_;
    std::int64_t keep_;
    mutable std::mutex mutex_;
    std::condition_variable_any filled_;
    std::condition_variable written_;
    std::map<std::int64_t, Alarm> queue_;
    bool writing_ = false;
    std::string error_;
    std::size_t left_out_ = 0;
    std::jthread thread_;  ///< last, so that it ends first
};

}  // namespace gaiku::telemetry
