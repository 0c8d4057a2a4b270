#include "telemetry/store/kept_months.h"

#include <fmt/format.h>
#include <sqlite3.h>
#include <algorithm>
#include <limits>
#include <map>

#include "telemetry/store/schema.h"

namespace gaiku::telemetry {
namespace {

const char* days_table(MonthsOf of) {
    return of == MonthsOf::channels ? "days" : "group_days";
}

void decode(std::string_view bytes, std::int64_t key, DaySlots& slots) {
    if (!decode_slots(bytes, slots))
        throw StoreError(SQLITE_CORRUPT, fmt::format("half-hours of row {} are damaged; restore a backup", key));
}

}  // namespace

const char* months_table(MonthsOf of) {
    return of == MonthsOf::channels ? "months" : "group_months";
}

KeptMonths::KeptMonths(Database& database, const LocalDays& days, MonthsOf of)
    : days_(days),
      get_slots_(database.prepare(fmt::format("SELECT slots FROM {} WHERE key = ?", days_table(of)))),
      get_(database.prepare(fmt::format("SELECT body FROM {} WHERE key = ?", months_table(of)))),
      put_(database.prepare(fmt::format("INSERT OR REPLACE INTO {} VALUES(?, ?)", months_table(of)))),
      drop_(database.prepare(fmt::format("DELETE FROM {} WHERE key = ?", months_table(of)))) {}

void KeptMonths::changed(std::int64_t series, Day utc, const DaySlots& old, const DaySlots& now) {
    TimeMs time = begin_of(utc);
    for (std::size_t i = 0; i < now.size(); ++i, time += ms_a_slot) {
        if (old[i] == now[i]) continue;
        const Touched one{series, days_.day_at(time)};
        if (touched_.empty() || touched_.back() != one) touched_.push_back(one);
    }
}

void KeptMonths::finish() {
    std::sort(touched_.begin(), touched_.end());
    touched_.erase(std::unique(touched_.begin(), touched_.end()), touched_.end());
    for (Kept& near : near_) near.key = -1;
    for (auto begin = touched_.begin(); begin != touched_.end();) {
        const Month month = LocalDays::month_of(begin->local);
        const auto end = std::find_if(begin, touched_.end(), [&](const Touched& one) {
            return one.series != begin->series || LocalDays::month_of(one.local) != month;
        });
        finish_month({begin, end});
        begin = end;
    }
    touched_.clear();
}

void KeptMonths::finish_month(std::span<const Touched> days) {
    const std::int64_t key = day_key(days.front().series, LocalDays::month_of(days.front().local));
    MonthTallies month;
    if (get_.bind(key).step() && !month.decode(get_.bytes(0)))
        throw StoreError(SQLITE_CORRUPT, fmt::format("the month of row {} is damaged; restore a backup", key));
    get_.clear();
    for (const Touched& day : days) month.set(LocalDays::index_in_month(day.local), tally_of(day));
    if (month.empty()) {
        drop_.bind(key).run();
    } else {
        put_.bind(key, Blob{month.encode()}).run();
    }
}

Tally KeptMonths::tally_of(const Touched& day) {
    const Span span = days_.span(day.local);
    Tally tally;
    for (Day utc = day_of(span.begin); utc <= day_of(span.end - 1); ++utc) {
        const DaySlots& of_day = slots(day_key(day.series, utc));
        TimeMs time = begin_of(utc);
        for (const Slot& slot : of_day) {
            if (span.has(time)) tally.add(slot);
            time += ms_a_slot;
        }
    }
    return tally;
}

const DaySlots& KeptMonths::slots(std::int64_t key) {
    const auto known = std::find_if(std::begin(near_), std::end(near_), [&](const Kept& k) { return k.key == key; });
    if (known != std::end(near_)) return known->slots;
    std::swap(near_[0], near_[1]);
    Kept& one = near_[1];
    one = {key, {}};
    if (get_slots_.bind(key).step() && !get_slots_.bytes(0).empty()) decode(get_slots_.bytes(0), key, one.slots);
    get_slots_.clear();
    return one.slots;
}

void each_month(Database& database, const LocalDays& days, MonthsOf of,
                const std::function<void(std::int64_t key, const MonthTallies&)>& take) {
    std::map<std::int64_t, MonthTallies> open;  // by key; the last two of a series
    const auto close_before = [&](std::int64_t key) {
        while (!open.empty() && open.begin()->first < key) {
            if (!open.begin()->second.empty()) take(open.begin()->first, open.begin()->second);
            open.erase(open.begin());
        }
    };
    auto rows = database.prepare(fmt::format("SELECT key, slots FROM {} ORDER BY key", days_table(of)));
    DaySlots slots{};
    while (rows.step()) {
        const std::int64_t row = rows.integer(0);
        const std::int64_t series = series_of_key(row);
        if (rows.bytes(1).empty()) continue;
        decode(rows.bytes(1), row, slots);
        TimeMs time = begin_of(day_of_key(row));
        close_before(day_key(series, LocalDays::month_of(days.day_at(time))));
        for (const Slot& slot : slots) {
            const Day local = days.day_at(time);
            if (slot != Slot{})
                open[day_key(series, LocalDays::month_of(local))].add(LocalDays::index_in_month(local), slot);
            time += ms_a_slot;
        }
    }
    close_before(std::numeric_limits<std::int64_t>::max());
}

void make_months(Database& database, const LocalDays& days) {
    for (const MonthsOf of : {MonthsOf::channels, MonthsOf::groups}) {
        database.run(fmt::format("DELETE FROM {}", months_table(of)));
        auto put = database.prepare(fmt::format("INSERT INTO {} VALUES(?, ?)", months_table(of)));
        each_month(database, days, of,
                   [&](std::int64_t key, const MonthTallies& month) { put.bind(key, Blob{month.encode()}).run(); });
    }
}

}  // namespace gaiku::telemetry
