#pragma once

#include <cstdio>
#include <filesystem>
#include <string>
#include <vector>

#include "telemetry/store/reader.h"

/// What an administrator does with a store. All of it may run beside a server that writes.
namespace gaiku::telemetry {

struct CheckResult {
    std::vector<std::string> problems;  ///< empty: all is well; at most a hundred
    std::size_t channels = 0;
    std::size_t days = 0;
    std::int64_t readings = 0;  ///< in blocks and log
};

/// SQLite's own check, every checksum, every block in order and as long as it says, every group's half-hours the sum of
/// its channels', and every day and month the sum of its half-hours.
[[nodiscard]] CheckResult check_store(const std::filesystem::path& folder, const std::string& vfs = {});

/// Copies the store as it is at one moment into a folder that has none, without the sessions of people: who signed out
/// since, or lost a right, is not let in again by it. Written whole or not at all. Throws StoreError.
void backup_store(const std::filesystem::path& folder, const std::filesystem::path& to);

/// Makes a store of a backup: checks it first, and takes no folder that has a store already. Throws StoreError.
void restore_store(const std::filesystem::path& backup, const std::filesystem::path& folder);

/// Memory of SQLite in this process, all connections together.
[[nodiscard]] std::int64_t store_memory_bytes();

struct Export {
    std::string device;   ///< empty: all
    std::string channel;  ///< empty: all
    TimeMs from = 0;
    TimeMs to = std::numeric_limits<TimeMs>::max();
};

/// CSV with the headings device,channel,time,value: raw readings by channel and time. Returns how many rows.
std::size_t export_csv(const std::filesystem::path& folder, const Export& what, std::FILE* to);

/// CSV with the headings device,channel,time,value,counts,arrived: readings that were set aside as another value is
/// stored for their time, with the one that counts. Returns how many rows.
std::size_t export_conflicts(const std::filesystem::path& folder, const Export& what, std::FILE* to);

}  // namespace gaiku::telemetry
