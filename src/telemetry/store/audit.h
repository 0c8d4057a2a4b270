#pragma once

#include <optional>
#include <string>
#include <vector>

#include "telemetry/reading.h"
#include "telemetry/store/database.h"

namespace gaiku::telemetry {

/// Who did what: appended to, never changed. Each entry holds the SHA-256 of the chain before it and of itself, so that
/// one that was changed, taken out or put in is found; one cut off at the end is found by who noted the chain's head.
struct AuditEntry {
    std::int64_t id = 0;
    TimeMs at = 0;
    std::string who, what, detail;
    std::string chain;  ///< SHA-256, hexadecimal
};

/// Within the caller's transaction, so that a change and its entry are kept together or not at all.
void append_audit(Database& database, TimeMs at, const std::string& who, const std::string& what,
                  const std::string& detail);

/// Entries of a time, the latest first.
[[nodiscard]] std::vector<AuditEntry> read_audit(Database& database, TimeMs from, TimeMs to, std::size_t most);

struct AuditCheck {
    std::size_t entries = 0;
    std::string head;                          ///< chain of the last entry; empty where there is none
    std::optional<std::int64_t> first_broken;  ///< nothing: whole
    bool has_noted_head = true;                ///< whether the head that was noted earlier is in the chain
};
/// Follows the chain from its beginning. `noted_head`: a head that was noted earlier, or empty.
[[nodiscard]] AuditCheck check_audit(Database& database, const std::string& noted_head = {});

}  // namespace gaiku::telemetry
