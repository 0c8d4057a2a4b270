#include "telemetry/store/maintain.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include "base/csv.h"
#include "telemetry/time_text.h"

namespace gaiku::telemetry {
namespace {

void require_no_store(const std::filesystem::path& folder) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (std::filesystem::exists(folder / store_file))
        throw StoreError(SQLITE_CANTOPEN, folder.string() + ": has a store already; name another folder");
}

/// SQLite's copy of one moment, into a neighbour that then takes its name.
void copy_store(const std::filesystem::path& from, const std::filesystem::path& folder) {
    const std::filesystem::path part = folder / (std::string(store_file) + ".part");
    std::filesystem::remove(part);
    {
        Database source(from, {true, {}});
        Database target(part, {});
        sqlite3_backup* backup = sqlite3_backup_init(target.handle(), "main", source.handle(), "main");
        if (backup == nullptr) throw StoreError(SQLITE_CANTOPEN, part.string() + ": cannot be written");
        const int code = sqlite3_backup_step(backup, -1);
        sqlite3_backup_finish(backup);
        if (code != SQLITE_DONE) throw StoreError(code, part.string() + ": " + sqlite3_errstr(code));
        // Who holds a copy is not to bring back a session that has ended since; nothing of them stays in free pages.
        target.run("PRAGMA secure_delete = ON");
        auto tables = target.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'sessions'");
        const bool has_sessions = tables.step();  // a store of an older program has none
        tables.clear();
        if (has_sessions) target.run("DELETE FROM sessions");
        // One file that is whole by itself.
        target.run("PRAGMA journal_mode = DELETE");
    }
    std::filesystem::rename(part, folder / store_file);
}

}  // namespace

std::int64_t store_memory_bytes() {
    return sqlite3_memory_used();
}

void backup_store(const std::filesystem::path& folder, const std::filesystem::path& to) {
    if (!std::filesystem::exists(folder / store_file))
        throw StoreError(SQLITE_CANTOPEN, folder.string() + ": there is no store");
    require_no_store(to);
    copy_store(folder / store_file, to);
}

void restore_store(const std::filesystem::path& backup, const std::filesystem::path& folder) {
    if (!std::filesystem::exists(backup / store_file))
        throw StoreError(SQLITE_CANTOPEN, backup.string() + ": there is no store");
    require_no_store(folder);
    const CheckResult check = check_store(backup);
    if (!check.problems.empty()) throw StoreError(SQLITE_CORRUPT, backup.string() + ": " + check.problems.front());
    copy_store(backup / store_file, folder);
}

namespace {

/// Calls `each` for the channels that are asked for.
template <class Each>
void each_channel(Reader& reader, const Export& what, Each each) {
    for (const ChannelName& name : reader.channels()) {
        if (!what.device.empty() && name.device != what.device) continue;
        if (!what.channel.empty() && name.channel != what.channel) continue;
        each(name);
    }
}

}  // namespace

std::size_t export_csv(const std::filesystem::path& folder, const Export& what, std::FILE* to) {
    Reader reader(folder, {});
    std::size_t rows = 0;
    fmt::print(to, "device,channel,time,value\n");
    each_channel(reader, what, [&](const ChannelName& name) {
        for (const Sample& sample : reader.raw(name, what.from, what.to)) {
            fmt::print(to, "{},{},{},{}\n", csv_field(name.device), csv_field(name.channel), print_time(sample.time),
                       sample.value);
            ++rows;
        }
    });
    return rows;
}

std::size_t export_conflicts(const std::filesystem::path& folder, const Export& what, std::FILE* to) {
    Reader reader(folder, {});
    std::size_t rows = 0;
    fmt::print(to, "device,channel,time,value,counts,arrived\n");
    each_channel(reader, what, [&](const ChannelName& name) {
        for (const Conflict& one : reader.conflicts(name, what.from, what.to)) {
            const auto counts = reader.raw(name, one.time, one.time + 1);
            fmt::print(to, "{},{},{},{},{},{}\n", csv_field(name.device), csv_field(name.channel), print_time(one.time),
                       one.value, counts.empty() ? std::string() : fmt::to_string(counts.front().value),
                       print_time(one.arrived));
            ++rows;
        }
    });
    return rows;
}

}  // namespace gaiku::telemetry
