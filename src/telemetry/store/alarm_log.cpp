#include "telemetry/store/alarm_log.h"

#include <chrono>

#include "telemetry/store/database.h"
#include "telemetry/store/reader.h"

namespace gaiku::telemetry {
namespace {

using namespace std::chrono_literals;

/// The store's own writer may hold the lock for the length of a commit; a failing disk is not asked more often.
constexpr auto try_again_after = 1s;

std::optional<TimeMs> time_or_none(const Statement& row, int column) {
    return row.null(column) ? std::nullopt : std::optional(row.integer(column));
}

}  // namespace

AlarmLog::AlarmLog(const std::filesystem::path& folder, std::int64_t keep) : file_(folder / store_file), keep_(keep) {
    (void)last_id();  // throws where there is no store, or one without alarms
    thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

AlarmLog::~AlarmLog() = default;

void AlarmLog::put(std::span<const Alarm> alarms) {
    {
        const std::scoped_lock hold(mutex_);
        for (const Alarm& alarm : alarms) {
            const auto found = queue_.find(alarm.id);
            if (found != queue_.end()) {
                found->second = alarm;
            } else if (queue_.size() < most_queued) {
                queue_.emplace(alarm.id, alarm);
            } else {
                ++left_out_;
            }
        }
    }
    filled_.notify_one();
}

void AlarmLog::write(const std::map<std::int64_t, Alarm>& alarms) const {
    Database database(file_, {});
    database.run("PRAGMA synchronous = FULL");
    Transaction transaction(database);
    auto put = database.prepare(
        "INSERT OR REPLACE INTO alarms(id, key, kind, severity, device, block, text_en, text_ja, raised, cleared, "
        "acknowledged, acknowledged_by) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    for (const auto& [id, alarm] : alarms) {
        put.bind(id, alarm.key, alarm.kind, alarm.severity, alarm.device, alarm.block, alarm.text.en, alarm.text.ja,
                 alarm.raised, alarm.cleared, alarm.acknowledged, alarm.acknowledged_by)
            .run();
    }
    // Ids grow by one each; the newest stays in any case, so that no id is used again.
    database
        .prepare(
            "DELETE FROM alarms WHERE id <= (SELECT max(id) FROM alarms) - ? AND cleared IS NOT NULL AND "
            "acknowledged IS NOT NULL")
        .bind(keep_)
        .run();
    transaction.commit();
}

void AlarmLog::run(const std::stop_token& stop) {
    while (true) {
        std::unique_lock hold(mutex_);
        filled_.wait(hold, stop, [&] { return !queue_.empty(); });
        if (queue_.empty()) return;
        const auto alarms = std::move(queue_);
        queue_.clear();
        writing_ = true;
        hold.unlock();
        std::string error;
        try {
            write(alarms);
        } catch (const std::exception& failure) {
            error = failure.what();
        }
        hold.lock();
        writing_ = false;
        error_ = error;
        if (!error.empty()) {
            for (const auto& [id, alarm] : alarms) queue_.emplace(id, alarm);  // what changed meanwhile stays
        }
        written_.notify_all();
        if (error.empty()) continue;
        if (stop.stop_requested()) return;
        filled_.wait_for(hold, stop, try_again_after, [] { return false; });
    }
}

bool AlarmLog::flush() {
    std::unique_lock hold(mutex_);
    written_.wait(hold, [&] { return (queue_.empty() && !writing_) || !error_.empty(); });
    return error_.empty();
}

std::vector<Alarm> AlarmLog::select(const std::string& where, TimeMs from, TimeMs to, std::size_t most) const {
    Database database(file_, {.read_only = true, .vfs = {}});
    auto rows = database.prepare(
        "SELECT id, key, kind, severity, device, block, text_en, text_ja, raised, cleared, acknowledged, "
        "acknowledged_by FROM alarms WHERE " +
        where);
    rows.bind(from, to, static_cast<std::int64_t>(most));
    std::vector<Alarm> alarms;
    while (rows.step()) {
        alarms.push_back({rows.integer(0), rows.text(1), rows.text(2), rows.text(3), rows.text(4), rows.text(5),
                          Text{rows.text(6), rows.text(7)}, rows.integer(8), time_or_none(rows, 9),
                          time_or_none(rows, 10), rows.text(11)});
    }
    return alarms;
}

std::vector<Alarm> AlarmLog::open() {
    return select("(cleared IS NULL OR acknowledged IS NULL) AND raised >= ? AND raised < ? ORDER BY id LIMIT ?",
                  std::numeric_limits<TimeMs>::min(), std::numeric_limits<TimeMs>::max(), most_queued);
}

std::int64_t AlarmLog::last_id() {
    Database database(file_, {.read_only = true, .vfs = {}});
    auto query = database.prepare("SELECT coalesce(max(id), 0) FROM alarms");
    query.step();
    return query.integer(0);
}

std::vector<Alarm> AlarmLog::history(TimeMs from, TimeMs to, std::size_t most) {
    return select("coalesce(cleared, 9223372036854775807) >= ? AND raised < ? ORDER BY raised DESC, id DESC LIMIT ?",
                  from, to, most);
}

std::string AlarmLog::error() const {
    const std::scoped_lock hold(mutex_);
    return error_;
}

std::size_t AlarmLog::left_out() const {
    const std::scoped_lock hold(mutex_);
    return left_out_;
}

}  // namespace gaiku::telemetry
