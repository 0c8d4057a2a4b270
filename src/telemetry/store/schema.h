#pragma once

#include "telemetry/reading.h"
#include "telemetry/store/database.h"

namespace gaiku::telemetry {

/// Row ids of days and group_days: the series' id and the UTC day, so that a series' days lie beside each other and no
/// index is needed. Those of months and group_months have the Month in the day's place.
[[nodiscard]] constexpr std::int64_t day_key(std::int64_t series, Day day) {
    return series * (std::int64_t{1} << 22) + day;
}
[[nodiscard]] constexpr Day day_of_key(std::int64_t key) {
    return key & ((std::int64_t{1} << 22) - 1);
}
[[nodiscard]] constexpr std::int64_t series_of_key(std::int64_t key) {
    return key >> 22;
}

/// The latest layout. A store of an earlier one is brought up to it when it is opened, in one transaction a step; one
/// of a later one is refused.
[[nodiscard]] int schema_version();
/// From which on other processes may ask for changes of the registry and for corrections.
inline constexpr int layout_with_requests = 5;
/// From which on they may ask to drop raw readings.
inline constexpr int layout_with_retiring = 7;
/// From which on readings that contradict stored ones are set aside.
inline constexpr int layout_with_conflicts = 5;

/// From which on it says where devices stood before, and since when.
inline constexpr int layout_with_places = 8;

/// From which on it has alarms and accounts, and an audit that only grows.
inline constexpr int layout_with_accounts = 6;

/// The layout that a store has.
[[nodiscard]] int layout_of(Database& database);

/// Creates or migrates. Throws StoreError.
void migrate(Database& database);

/// Only the steps up to `version`, as an older program would have left it; for tests.
void migrate_to(Database& database, int version);

}  // namespace gaiku::telemetry
