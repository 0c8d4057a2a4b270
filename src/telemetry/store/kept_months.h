#pragma once

#include <functional>
#include <span>
#include <vector>

#include "telemetry/local_days.h"
#include "telemetry/store/database.h"
#include "telemetry/tally.h"

namespace gaiku::telemetry {

/// Whose months: of channels (tables days and months) or of groups (group_days and group_months).
enum class MonthsOf { channels, groups };

/// Keeps the days and months of series as their half-hours are, within a transaction of its caller. A day that had a
/// change is added up anew from its half-hours, so that nothing depends on the order in which readings came.
class KeptMonths {
public:
    KeptMonths(Database& database, const LocalDays& days, MonthsOf of);

    /// Half-hours of a UTC day are, or are about to be, others than they were.
    void changed(std::int64_t series, Day utc, const DaySlots& old, const DaySlots& now);
    /// Adds up anew. To be called once all half-hours are written.
    void finish();

private:
    struct Touched {
        std::int64_t series;
        Day local;
        auto operator<=>(const Touched&) const = default;
    };
    struct Kept {
        std::int64_t key = -1;
        DaySlots slots{};
    };
    void finish_month(std::span<const Touched> days);
    [[nodiscard]] Tally tally_of(const Touched& day);
    [[nodiscard]] const DaySlots& slots(std::int64_t key);

    const LocalDays& days_;
    Statement get_slots_;
    Statement get_;
    Statement put_;
    Statement drop_;
    std::vector<Touched> touched_;
    Kept near_[2];  ///< half-hours of the UTC days read last
};

/// Adds up every month of all series from their half-hours, by series and month. Empty ones are left out. Throws
/// StoreError where half-hours are damaged.
void each_month(Database& database, const LocalDays& days, MonthsOf of,
                const std::function<void(std::int64_t key, const MonthTallies&)>& take);

/// All months anew, as the clock of a time zone has them.
void make_months(Database& database, const LocalDays& days);

/// The table of kept months.
[[nodiscard]] const char* months_table(MonthsOf of);

}  // namespace gaiku::telemetry
