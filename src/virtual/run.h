#pragma once

#include <filesystem>

#include "virtual/faulty_line.h"
#include "virtual/fleet.h"
#include "virtual/virtual_district.h"

namespace gaiku::field {

struct RunOptions {
    double speed = 1;              ///< seconds of the district in a second
    std::optional<Instant> until;  ///< or until it is stopped
    bool lockstep = false;         ///< each step waits for the receipts of the one before
    std::filesystem::path counters{};
    std::filesystem::path state{};  ///< file that the next run goes on from; empty: none
    /// The time that it is now in the district; what lies before, of a run that goes on, is lived through without a
    /// pause. Absent: the time at which the run begins.
    std::optional<Instant> due{};
};

struct Progress {
    Instant now;
    double behind_s = 0;  ///< of the pace that was asked for, real seconds
    Fleet::Counts counts;
};

struct RunResult {
    std::uint64_t steps = 0;
    double worst_behind_s = 0;
    bool stopped = false;    ///< before `until`
    bool all_taken = false;  ///< by the broker; in lockstep, with receipts
    Fleet::Counts counts;
};

/// Lives through a district at its pace and sends what its devices say. `tell` is called about once a second. Throws
/// std::runtime_error where the counters cannot be written.
[[nodiscard]] RunResult run(VirtualDistrict& district, FaultyLine& line, Fleet& fleet, const RunOptions& options,
                            const std::function<void(const Progress&)>& tell, const std::stop_token& stop);

}  // namespace gaiku::field
