#include <fmt/format.h>
#include <map>

#include "telemetry/store/channels.h"
#include "telemetry/store/groups.h"
#include "telemetry/store/kept_months.h"
#include "telemetry/store/log.h"
#include "telemetry/store/maintain.h"
#include "telemetry/store/packed_days.h"

namespace gaiku::telemetry {
namespace {

class Check {
public:
    Check(const std::filesystem::path& folder, const std::string& vfs) : reader_(folder, vfs) {}

    CheckResult run() {
        Database& database = reader_.database();
        const Snapshot snapshot(database);
        sqlite();
        channels_.load(database);
        groups_.load(database);
        result_.channels = channels_.all().size();
        days();
        log();
        sums();
        if (reader_.keeps_months()) {
            months(MonthsOf::channels);
            months(MonthsOf::groups);
        }
        return std::move(result_);
    }

private:
    void problem(std::string text) {
        if (result_.problems.size() < 100) result_.problems.push_back(std::move(text));
    }

    void sqlite() {
        auto rows = reader_.database().prepare("PRAGMA quick_check");
        while (rows.step()) {
            if (rows.bytes(0) != "ok") problem("SQLite: " + rows.text(0));
        }
    }

    void days() {
        auto rows = reader_.database().prepare("SELECT key, readings, body, slots FROM days ORDER BY key");
        std::vector<Sample> samples;
        while (rows.step()) {
            const std::int64_t key = rows.integer(0);
            const std::string where = fmt::format("channel {}, day {}", series_of_key(key), day_of_key(key));
            ++result_.days;
            result_.readings += rows.integer(1);
            try {
                read_block(rows.bytes(2), key, samples);
                block(samples, rows.integer(1), day_of_key(key), where);
            } catch (const StoreError& error) {
                problem(error.what());
            }
            DaySlots slots{};
            if (!decode_slots(rows.bytes(3), slots)) {
                problem(where + ": half-hours are damaged");
            } else {
                add_to_sums(series_of_key(key), day_of_key(key), slots, where);
            }
        }
    }

    void block(const std::vector<Sample>& samples, std::int64_t count, Day day, const std::string& where) {
        if (static_cast<std::int64_t>(samples.size()) != count)
            problem(fmt::format("{}: {} readings where {} are said", where, samples.size(), count));
        for (std::size_t i = 0; i < samples.size(); ++i) {
            if (day_of(samples[i].time) != day || (i > 0 && samples[i].time <= samples[i - 1].time))
                return problem(where + ": readings out of order");
        }
    }

    void add_to_sums(std::int64_t id, Day day, const DaySlots& slots, const std::string& where) {
        const auto channel = channels_.all().find(id);
        if (channel == channels_.all().end()) return problem(where + ": no such channel");
        const Channel& one = *channel->second;
        for (const auto& [placing, all_series] : groups_.known(one, channels_.placings(one.device))) {
            if (placing.until <= begin_of(day) || placing.from >= begin_of(day + 1)) continue;
            const DaySlots within = between(slots, day, placing.from, placing.until);
            for (const std::int64_t series : all_series) add_to_group(sums_[day_key(series, day)], within, 1);
        }
    }

    void log() {
        auto rows = reader_.database().prepare("SELECT id, body FROM log");
        while (rows.step()) {
            const bool good = read_log_row(rows.bytes(1), [&](std::int64_t id, std::span<const Sample> samples) {
                if (!channels_.all().contains(id)) problem(fmt::format("log: no channel {}", id));
                result_.readings += static_cast<std::int64_t>(samples.size());
            });
            if (!good) problem(fmt::format("log: row {} is damaged", rows.integer(0)));
        }
    }

    void sums() {
        auto rows = reader_.database().prepare("SELECT key, slots FROM group_days");
        while (rows.step()) {
            DaySlots slots{};
            if (!decode_slots(rows.bytes(1), slots) || slots != sums_[rows.integer(0)]) {
                problem(fmt::format("group {}, day {}: is not the sum of its channels", series_of_key(rows.integer(0)),
                                    day_of_key(rows.integer(0))));
            }
            sums_.erase(rows.integer(0));
        }
        for (const auto& [key, slots] : sums_) {
            if (slots != DaySlots{})
                problem(fmt::format("group {}, day {}: is missing", series_of_key(key), day_of_key(key)));
        }
    }

    /// Every month that half-hours make is kept as they make it, and no other.
    void months(MonthsOf of) try {
        const std::string series = of == MonthsOf::channels ? "channel" : "group";
        Database& database = reader_.database();
        const LocalDays days(reader_.time_zone());
        auto get = database.prepare(fmt::format("SELECT body FROM {} WHERE key = ?", months_table(of)));
        std::int64_t made = 0;
        each_month(database, days, of, [&](std::int64_t key, const MonthTallies& month) {
            const bool there = get.bind(key).step();
            made += there ? 1 : 0;
            if (there && get.bytes(0) == month.encode()) return;
            problem(fmt::format("{} {}, month {}-{:02}: is {}", series, series_of_key(key), day_of_key(key) / 12,
                                day_of_key(key) % 12 + 1, there ? "not the sum of its half-hours" : "missing"));
        });
        get.clear();
        auto count = database.prepare(fmt::format("SELECT count(*) FROM {}", months_table(of)));
        if (count.step() && count.integer(0) != made)
            problem(fmt::format("{} months of {}s without half-hours", count.integer(0) - made, series));
    } catch (const StoreError& error) {
        problem(error.what());
    }

    Reader reader_;
    Channels channels_;
    Groups groups_;
    CheckResult result_;
    std::map<std::int64_t, DaySlots> sums_;
};

}  // namespace

CheckResult check_store(const std::filesystem::path& folder, const std::string& vfs) {
    return Check(folder, vfs).run();
}

}  // namespace gaiku::telemetry
