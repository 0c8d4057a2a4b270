#include "telemetry/store/neighbours.h"

#include <algorithm>

namespace gaiku::telemetry {
namespace {

/// Four days with readings before one, the latest first: two that depend on it, and the two that those depend on.
void days_before(Database& database, std::int64_t channel, Day day, std::vector<Day>& days) {
    auto query =
        database.prepare("SELECT key FROM days WHERE key >= ? AND key < ? AND readings > 0 ORDER BY key DESC LIMIT 4");
    query.bind(day_key(channel, 0), day_key(channel, day));
    while (query.step()) days.push_back(day_of_key(query.integer(0)));
}

void days_from(Database& database, std::int64_t channel, Day from, Day until, std::vector<Day>& days) {
    auto query = database.prepare("SELECT key FROM days WHERE key >= ? AND key <= ? AND readings > 0 ORDER BY key");
    query.bind(day_key(channel, from), day_key(channel, until));
    while (query.step()) days.push_back(day_of_key(query.integer(0)));
}

void days_behind(Database& database, std::int64_t channel, Day day, std::vector<Day>& days) {
    auto query =
        database.prepare("SELECT key FROM days WHERE key > ? AND key < ? AND readings > 0 ORDER BY key LIMIT 4");
    query.bind(day_key(channel, day), day_key(channel + 1, 0));
    while (query.step()) days.push_back(day_of_key(query.integer(0)));
}

}  // namespace

Neighbours::Neighbours(Database& database, const Channel& channel, Day first, Day last)
    : channel_(channel), body_(database.prepare("SELECT body FROM days WHERE key = ?")) {
    days_before(database, channel.id, first, days_);
    std::reverse(days_.begin(), days_.end());
    days_from(database, channel.id, first, last, days_);
    days_behind(database, channel.id, last, days_);
    // A later correction of the same reading replaces an earlier one.
    auto query = database.prepare("SELECT time, value FROM corrections WHERE channel = ? ORDER BY id");
    query.bind(channel.id);
    while (query.step()) corrections_[query.integer(0)] = {query.integer(0), query.number(1), query.null(1)};
    const TimeMs from = begin_of(days_.empty() ? first : std::min(first, days_.front()));
    const TimeMs to = begin_of((days_.empty() ? last : std::max(last, days_.back())) + 1);
    for (auto one = corrections_.lower_bound(from); one != corrections_.end() && one->first < to; ++one)
        add_day(day_of(one->first));
    auto conflicts = database.prepare("SELECT time FROM conflicts WHERE channel = ? AND time >= ? AND time < ?");
    conflicts.bind(channel.id, from, to);
    while (conflicts.step()) contradicted_.insert(contradicted_.end(), conflicts.integer(0));
}

void Neighbours::add_day(Day day) {
    const auto at = std::lower_bound(days_.begin(), days_.end(), day);
    if (at == days_.end() || *at != day) days_.insert(at, day);
}

void Neighbours::set(Day day, std::vector<Sample> samples) {
    add_day(day);
    samples_[day] = std::move(samples);
}

const std::vector<Sample>& Neighbours::samples(Day day) {
    const auto [found, fresh] = samples_.try_emplace(day);
    if (fresh) {
        const std::int64_t key = day_key(channel_.id, day);
        if (body_.bind(key).step()) read_block(body_.bytes(0), key, found->second);
        body_.clear();
    }
    return found->second;
}

std::vector<Checked> Neighbours::corrected(Day day) {
    std::vector<Checked> readings;
    auto next = corrections_.lower_bound(begin_of(day));
    const auto end = corrections_.lower_bound(begin_of(day + 1));
    const auto add = [&](const Correction& correction) {
        if (!correction.removes) readings.push_back({correction.time, correction.value, Mark::corrected});
    };
    for (const Sample& sample : samples(day)) {
        while (next != end && next->first < sample.time) add((next++)->second);
        if (next != end && next->first == sample.time) {
            add((next++)->second);
        } else {
            const auto marks = contradicted_.contains(sample.time) ? Marks{contradicted} : Marks{0};
            readings.push_back({sample.time, sample.value, marks});
        }
    }
    while (next != end) add((next++)->second);
    return readings;
}

Neighbourhood Neighbours::around(Day day) {
    Neighbourhood all;
    auto& readings = all.readings;
    if (channel_.measurand->kind == Register::state) {
        readings = corrected(day);
        return all;
    }
    const auto own = std::lower_bound(days_.begin(), days_.end(), day);
    for (auto before = own; before != days_.begin() && readings.size() < 2;) {
        const auto of_day = corrected(*--before);
        const std::size_t wanted = std::min(of_day.size(), 2 - readings.size());
        readings.insert(readings.begin(), of_day.end() - static_cast<std::ptrdiff_t>(wanted), of_day.end());
    }
    const auto of_day = corrected(day);
    readings.insert(readings.end(), of_day.begin(), of_day.end());
    const std::size_t so_far = readings.size();
    auto behind = own != days_.end() && *own == day ? own + 1 : own;
    for (; behind != days_.end() && readings.size() < so_far + 2; ++behind) {
        const auto more = corrected(*behind);
        const std::size_t wanted = std::min(more.size(), so_far + 2 - readings.size());
        readings.insert(readings.end(), more.begin(), more.begin() + static_cast<std::ptrdiff_t>(wanted));
    }
    return all;
}

void Neighbours::depending(Day day, std::set<Day>& days) const {
    days.insert(day);
    if (channel_.measurand->kind == Register::state) return;
    const auto own = std::lower_bound(days_.begin(), days_.end(), day);
    const auto index = own - days_.begin();
    const auto count = static_cast<std::ptrdiff_t>(days_.size());
    const std::ptrdiff_t behind = own != days_.end() && *own == day ? index + 1 : index;
    const Day first = index == 0 ? day : days_[static_cast<std::size_t>(std::max<std::ptrdiff_t>(0, index - 2))];
    const Day last = behind >= count ? day : days_[static_cast<std::size_t>(std::min(count - 1, behind + 1))];
    const Day bridge = longest_bridge / ms_a_day + 1;
    // Days without readings between two with some hold a part of a counter's step over them.
    const bool bridges = channel_.measurand->kind == Register::cumulative;
    Day before = first;
    for (const Day data : days_) {
        if (data < first || data > last) continue;
        days.insert(data);
        if (bridges && data - before <= bridge) {
            for (Day gap = before + 1; gap < data; ++gap) days.insert(gap);
        }
        before = data;
    }
}

}  // namespace gaiku::telemetry
