#pragma once

#include <chrono>
#include <cstdint>
#include <limits>
#include <string>

namespace gaiku::telemetry::test {

/// What a disk may do to SQLite. Counted over all files of the virtual file system.
struct Faults {
    bool hold_unsynced = false;  ///< what is written is only sure on disk once it is synced
    std::int64_t writes_until_error = std::numeric_limits<std::int64_t>::max();
    std::int64_t syncs_until_error = std::numeric_limits<std::int64_t>::max();
    std::int64_t bytes_until_full = std::numeric_limits<std::int64_t>::max();
    std::chrono::milliseconds sync_takes{0};
};

/// Registers, once, a virtual file system over the system's, and gives its name.
const std::string& faulty_vfs();

/// From now on.
void set_faults(const Faults& faults);

/// The power goes: of what was not synced each sector of 512 bytes is on disk or is not, by chance; every call fails
/// until `power_on`. Without `hold_unsynced` all that was written stays.
void power_off(std::uint64_t seed);
void power_on();

}  // namespace gaiku::telemetry::test
