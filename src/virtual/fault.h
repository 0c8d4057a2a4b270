#pragma once

#include <string>
#include <vector>

#include "base/finding.h"
#include "virtual/axis.h"

namespace gaiku::field {

enum class FaultKind {
    silence,     ///< nothing is sent, and nothing of it ever
    frozen,      ///< the values of before are sent again and again
    clock,       ///< the device's clock is off by `by`
    reset,       ///< the registers begin at 0 again
    rollover,    ///< registers of 100,000 kWh begin so much before their end (`by`) and go round
    duplicates,  ///< every message twice
    late,        ///< every message `by` later
    disorder,    ///< four messages at a time, the last first
    outage,      ///< the public grid is out, for the whole district
};

struct Fault {
    FaultKind kind = FaultKind::silence;
    std::string devices = "*";  ///< a name with * for any part
    Instant from = Instant::min(), until = Instant::max();
    std::chrono::seconds by{0};
    std::int64_t by_wh = 0;  ///< of rollover

    [[nodiscard]] bool at(Instant time) const { return time >= from && time < until; }
};

/// "KIND,device=NAME,at=TIME,for=DURATION,by=DURATION", all but the kind optional; a time is a date with its zone or a
/// duration from `start` on. Anything amiss is a finding, and nothing is given. Whether the device exists is seen
/// later.
[[nodiscard]] std::optional<Fault> parse_fault(const std::string& spec, Instant start, Findings& findings);

/// Whether a name is meant by one with *.
[[nodiscard]] bool matches(std::string_view pattern, std::string_view name);

}  // namespace gaiku::field
