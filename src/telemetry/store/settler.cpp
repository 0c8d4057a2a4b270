#include "telemetry/store/settler.h"

#include <sqlite3.h>
#include <algorithm>

#include "telemetry/codec/column_codec.h"

namespace gaiku::telemetry {
namespace {

std::vector<Sample> merge(const std::vector<Sample>& old, const std::vector<Sample>& fresh) {
    std::vector<Sample> all;
    all.reserve(old.size() + fresh.size());
    std::merge(old.begin(), old.end(), fresh.begin(), fresh.end(), std::back_inserter(all),
               [](const Sample& a, const Sample& b) { return a.time < b.time; });
    return all;
}

/// Whether the two readings at either end stay: then no other day sees a change.
bool same_ends(const std::vector<Sample>& old, const std::vector<Sample>& now) {
    return old.size() >= 2 && std::equal(old.begin(), old.begin() + 2, now.begin()) &&
           std::equal(old.end() - 2, old.end(), now.end() - 2);
}

bool same_begin_is_last(const std::vector<Sample>& old, const std::vector<Sample>& now) {
    return old.size() >= 2 && std::equal(old.begin(), old.begin() + 2, now.begin());
}

[[noreturn]] void damaged(std::int64_t key) {
    throw StoreError(SQLITE_CORRUPT, "half-hours of row " + std::to_string(key) + " are damaged; restore a backup");
}

}  // namespace

Settler::Settler(Database& database, Channels& channels, Groups& groups, const LocalDays& days, Day frozen_before)
    : frozen_before_(frozen_before),
      database_(database),
      channels_(channels),
      groups_(groups),
      put_body_(database.prepare("INSERT INTO days(key, readings, body, slots) VALUES(?1, ?2, ?3, x'') "
                                 "ON CONFLICT(key) DO UPDATE SET readings = ?2, body = ?3")),
      get_slots_(database.prepare("SELECT slots, readings FROM days WHERE key = ?")),
      put_slots_(database.prepare("INSERT INTO days(key, readings, body, slots) VALUES(?1, 0, x'', ?2) "
                                  "ON CONFLICT(key) DO UPDATE SET slots = ?2")),
      drop_day_(database.prepare("DELETE FROM days WHERE key = ?")),
      drop_events_(database.prepare("DELETE FROM events WHERE channel = ? AND time >= ? AND time < ?")),
      put_event_(database.prepare("INSERT OR REPLACE INTO events VALUES(?, ?, ?, ?)")),
      months_(database, days, MonthsOf::channels),
      group_months_(database, days, MonthsOf::groups) {}

void Settler::pack(Channel& channel) {
    Neighbours around(database_, channel, channel.tail.front().day, channel.tail.back().day);
    std::vector<Day> all;  // whose neighbours change too
    std::set<Day> days;    // to compute
    for (const TailDay& one : channel.tail) {
        const std::vector<Sample> old = around.samples(one.day);
        std::vector<Sample> now = merge(old, one.samples);
        put_body_.bind(day_key(channel.id, one.day), static_cast<std::int64_t>(now.size()), Blob{encode_samples(now)})
            .run();
        const bool last = around.days().empty() || one.day >= around.days().back();
        const bool alone = last ? same_begin_is_last(old, now) : same_ends(old, now);
        if (alone) {
            days.insert(one.day);
        } else {
            all.push_back(one.day);
        }
        around.set(one.day, std::move(now));
    }
    for (const Day day : all) around.depending(day, days);
    compute(channel, around, days);
    const TimeMs newest = std::max(channel.last_packed, channel.tail.back().samples.back().time);
    database_.prepare("UPDATE channels SET last_time = ? WHERE id = ?").bind(newest, channel.id).run();
}

void Settler::compute_again(Channel& channel, std::span<const Day> days) {
    if (days.empty()) return;
    const auto [first, last] = std::minmax_element(days.begin(), days.end());
    Neighbours around(database_, channel, *first, *last);
    std::set<Day> depending;
    for (const Day day : days) around.depending(day, depending);
    compute(channel, around, depending);
}

void Settler::compute_all(Channel& channel) {
    std::vector<Day> days;
    auto query = database_.prepare("SELECT key FROM days WHERE key >= ? AND key < ? AND readings > 0");
    query.bind(day_key(channel.id, 0), day_key(channel.id + 1, 0));
    while (query.step()) days.push_back(day_of_key(query.integer(0)));
    query.clear();
    compute_again(channel, days);
}

void Settler::compute(Channel& channel, Neighbours& around, const std::set<Day>& days) {
    const Limits limits = channels_.limits(channel);
    for (const Day day : days) {
        if (day < frozen_before_) continue;
        const std::size_t readings = around.samples(day).size();
        store_slots(channel, day, readings, figures_of(*channel.measurand, limits, day, around.around(day)));
    }
}

void Settler::store_slots(Channel& channel, Day day, std::size_t readings, const DayFigures& figures) {
    const std::int64_t key = day_key(channel.id, day);
    const bool there = get_slots_.bind(key).step();
    DaySlots old{};
    const bool had_slots = there && !get_slots_.bytes(0).empty();
    if (had_slots && !decode_slots(get_slots_.bytes(0), old)) damaged(key);
    get_slots_.clear();
    if (had_slots) drop_events_.bind(channel.id, begin_of(day), begin_of(day + 1)).run();
    for (const Event& event : figures.events) put_event_.bind(channel.id, event.time, event.code, event.detail).run();
    const bool nothing = figures.slots == DaySlots{} && readings == 0;
    if (nothing && there) drop_day_.bind(key).run();
    if (!nothing && (!had_slots || figures.slots != old)) put_slots_.bind(key, Blob{encode_slots(figures.slots)}).run();
    if (figures.slots == old) return;
    months_.changed(channel.id, day, old, figures.slots);
    to_groups(channel, day, old, -1);
    to_groups(channel, day, figures.slots, 1);
}

const std::vector<Groups::Counts>& Settler::groups_of(Channel& channel) {
    const auto [found, fresh] = groups_of_.try_emplace(channel.id);
    if (fresh) found->second = groups_.of(database_, channel, channels_.placings(channel.device));
    return found->second;
}

void Settler::to_groups(Channel& channel, Day day, const DaySlots& slots, int sign) {
    for (const auto& [placing, all_series] : groups_of(channel)) {
        if (placing.until <= begin_of(day) || placing.from >= begin_of(day + 1)) continue;
        const DaySlots within = between(slots, day, placing.from, placing.until);
        for (const std::int64_t series : all_series) add_to_group(changes_[day_key(series, day)], within, sign);
    }
}

void Settler::all_to_groups(Channel& channel, TimeMs from, int sign) {
    groups_of_.erase(channel.id);
    auto query = database_.prepare("SELECT key, slots FROM days WHERE key >= ? AND key < ?");
    query.bind(day_key(channel.id, std::max<Day>(0, day_of(from))), day_key(channel.id + 1, 0));
    DaySlots slots{};
    while (query.step()) {
        const Day day = day_of_key(query.integer(0));
        if (!decode_slots(query.bytes(1), slots)) damaged(query.integer(0));
        to_groups(channel, day, between(slots, day, from, Placing{}.until), sign);
    }
    groups_of_.erase(channel.id);
}

void Settler::finish() {
    auto get = database_.prepare("SELECT slots FROM group_days WHERE key = ?");
    auto put = database_.prepare("INSERT OR REPLACE INTO group_days VALUES(?, ?)");
    for (const auto& [key, change] : changes_) {
        DaySlots slots{};
        if (get.bind(key).step() && !decode_slots(get.bytes(0), slots)) damaged(key);
        get.clear();
        const DaySlots old = slots;
        for (std::size_t i = 0; i < slots.size(); ++i) {
            slots[i].micro += change[i].micro;
            slots[i].channels += change[i].channels;  // modulo 2^32, as a change may be negative
            slots[i].marks += change[i].marks;
        }
        put.bind(key, Blob{encode_slots(slots)}).run();
        group_months_.changed(series_of_key(key), day_of_key(key), old, slots);
    }
    changes_.clear();
    months_.finish();
    group_months_.finish();
}

}  // namespace gaiku::telemetry
