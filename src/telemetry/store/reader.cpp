#include "telemetry/store/reader.h"

#include <fmt/format.h>
#include <sqlite3.h>
#include <algorithm>

#include "telemetry/store/channels.h"
#include "telemetry/store/log.h"
#include "telemetry/store/packed_days.h"
#include "telemetry/time_text.h"

namespace gaiku::telemetry {
namespace {

void append_between(std::vector<Sample>& to, std::span<const Sample> samples, TimeMs from, TimeMs until) {
    for (const Sample& sample : samples) {
        if (sample.time >= from && sample.time < until) to.push_back(sample);
    }
}

}  // namespace

Reader::Reader(const std::filesystem::path& folder, const std::string& vfs)
    : database_(folder / store_file, {true, vfs}) {}

std::optional<std::int64_t> Reader::id_of(const ChannelName& name) {
    auto query = database_.prepare("SELECT id FROM channels WHERE device = ? AND name = ?");
    if (!query.bind(name.device, name.channel).step()) return std::nullopt;
    return query.integer(0);
}

std::vector<ChannelName> Reader::channels() {
    std::vector<ChannelName> all;
    auto query = database_.prepare("SELECT device, name FROM channels ORDER BY device, name");
    while (query.step()) all.push_back({query.text(0), query.text(1)});
    return all;
}

std::vector<GroupName> Reader::groups() {
    std::vector<GroupName> all;
    auto query = database_.prepare("SELECT level, name, measurand FROM group_series ORDER BY level, name, measurand");
    while (query.step()) all.push_back({query.text(0), query.text(1), query.text(2)});
    return all;
}

std::vector<Device> Reader::devices() {
    Channels channels;
    channels.load(database_);
    std::vector<Device> all;
    for (const auto& [name, device] : channels.devices()) all.push_back(device);
    return all;
}

std::vector<Placing> Reader::placings() {
    Channels channels;
    channels.load(database_);
    std::vector<Placing> all;
    for (const auto& [name, device] : channels.devices()) {
        for (Placing& placing : channels.placings(name)) all.push_back(std::move(placing));
    }
    return all;
}

std::string Reader::token_hash(const std::string& name) {
    // First who reads all: a device that bears the same name does not take that away.
    auto setting = database_.prepare("SELECT value FROM settings WHERE name = ?");
    if (setting.bind("token_hash " + name).step()) return setting.text(0);
    auto device = database_.prepare("SELECT token_hash FROM devices WHERE device = ?");
    return device.bind(name).step() ? device.text(0) : std::string();
}

std::vector<Sample> Reader::packed(const ChannelName& name, TimeMs from, TimeMs to) {
    std::vector<Sample> all;
    const auto id = id_of(name);
    if (!id || from >= to) return all;
    auto query = database_.prepare("SELECT key, body FROM days WHERE key >= ? AND key <= ? AND readings > 0");
    query.bind(day_key(*id, std::max<Day>(0, day_of(from))),
               day_key(*id, std::min(day_of(to - 1), Day{(1 << 22) - 1})));
    std::vector<Sample> samples;
    while (query.step()) {
        read_block(query.bytes(1), query.integer(0), samples);
        append_between(all, samples, from, to);
    }
    return all;
}

std::vector<Sample> Reader::raw(const ChannelName& name, TimeMs from, TimeMs to) {
    const Snapshot snapshot(database_);  // blocks and log of one state
    std::vector<Sample> all = packed(name, from, to);
    const auto id = id_of(name);
    auto rows = database_.prepare("SELECT id, body FROM log ORDER BY id");
    while (id && rows.step()) {
        const bool good = read_log_row(rows.bytes(1), [&](std::int64_t channel, std::span<const Sample> samples) {
            if (channel == *id) append_between(all, samples, from, to);
        });
        if (!good) throw StoreError(SQLITE_CORRUPT, "row " + rows.text(0) + " of the log is damaged");
    }
    std::sort(all.begin(), all.end(), [](const Sample& a, const Sample& b) { return a.time < b.time; });
    return all;
}

void Reader::each_last(const std::function<void(const ChannelName&, std::span<const Sample>)>& take) {
    const Snapshot snapshot(database_);
    auto channels = database_.prepare("SELECT id, device, name FROM channels");
    auto blocks = database_.prepare(
        "SELECT key, body FROM days WHERE key >= ? AND key < ? AND readings > 0 ORDER BY key DESC LIMIT 2");
    while (channels.step()) {
        const std::int64_t id = channels.integer(0);
        std::vector<Sample> all, samples;
        blocks.bind(day_key(id, 0), day_key(id + 1, 0));
        while (blocks.step()) {
            read_block(blocks.bytes(1), blocks.integer(0), samples);
            all.insert(all.begin(), samples.begin(), samples.end());
        }
        if (all.empty()) continue;
        const TimeMs begin = all.back().time - all.back().time % ms_a_slot;
        const auto within = std::find_if(all.begin(), all.end(), [&](const Sample& one) { return one.time >= begin; });
        const auto from = within - std::min<std::ptrdiff_t>(2, within - all.begin());
        take({channels.text(1), channels.text(2)}, {from, all.end()});
    }
}

std::vector<SlotAt> Reader::slots(Statement& rows, TimeMs from, TimeMs to) {
    std::vector<SlotAt> all;
    DaySlots day{};
    while (rows.step()) {
        if (!decode_slots(rows.bytes(1), day)) throw StoreError(SQLITE_CORRUPT, "half-hours are damaged");
        TimeMs begin = begin_of(day_of_key(rows.integer(0)));
        for (const Slot& slot : day) {
            if ((slot.channels > 0 || slot.marks != 0) && begin >= from && begin < to) all.push_back({begin, slot});
            begin += ms_a_slot;
        }
    }
    return all;
}

std::vector<SlotAt> Reader::half_hours(const ChannelName& name, TimeMs from, TimeMs to) {
    const auto id = id_of(name);
    if (!id || from >= to) return {};
    auto rows = database_.prepare("SELECT key, slots FROM days WHERE key >= ? AND key <= ?");
    rows.bind(day_key(*id, std::max<Day>(0, day_of(from))), day_key(*id, std::min(day_of(to - 1), Day{(1 << 22) - 1})));
    return slots(rows, from, to);
}

std::optional<std::int64_t> Reader::id_of(const GroupName& name) {
    auto query = database_.prepare("SELECT id FROM group_series WHERE level = ? AND name = ? AND measurand = ?");
    if (!query.bind(name.level, name.name, name.measurand).step()) return std::nullopt;
    return query.integer(0);
}

std::vector<SlotAt> Reader::half_hours(const GroupName& name, TimeMs from, TimeMs to) {
    const auto id = id_of(name);
    if (!id || from >= to) return {};
    auto rows = database_.prepare("SELECT key, slots FROM group_days WHERE key >= ? AND key <= ?");
    rows.bind(day_key(*id, std::max<Day>(0, day_of(from))), day_key(*id, std::min(day_of(to - 1), Day{(1 << 22) - 1})));
    return slots(rows, from, to);
}

std::vector<Event> Reader::events(const ChannelName& name, TimeMs from, TimeMs to) {
    std::vector<Event> all;
    const auto id = id_of(name);
    if (!id) return all;
    auto query = database_.prepare(
        "SELECT time, code, detail FROM events WHERE channel = ? AND time >= ? AND time < ? ORDER BY time, code");
    query.bind(*id, from, to);
    while (query.step()) all.push_back({query.integer(0), query.text(1), query.text(2)});
    query.clear();
    for (const Conflict& one : conflicts(name, from, to)) {
        all.push_back({one.time, "conflict",
                       fmt::format("{} came too, on {}, and was set aside", one.value, print_time(one.arrived))});
    }
    std::stable_sort(all.begin(), all.end(), [](const Event& a, const Event& b) { return a.time < b.time; });
    return all;
}

std::vector<ChannelEvent> Reader::events_since(TimeMs from) {
    // Channels first, so that each one's events are found by their key.
    auto query = database_.prepare(
        "SELECT c.device, c.name, coalesce(d.block, ''), e.time, e.code, e.detail, coalesce(d.building, ''), "
        "coalesce(d.asset, '') FROM channels c "
        "CROSS JOIN events e ON e.channel = c.id AND e.time >= ? LEFT JOIN devices d ON d.device = c.device");
    query.bind(from);
    std::vector<ChannelEvent> all;
    while (query.step())
        all.push_back({{query.text(0), query.text(1)},
                       query.text(2),
                       {query.integer(3), query.text(4), query.text(5)},
                       query.text(6),
                       query.text(7)});
    if (layout() < layout_with_conflicts) return all;
    // One of a channel: who sends everything twice differently fills no list.
    auto contradicting = database_.prepare(
        "SELECT c.device, c.name, coalesce(d.block, ''), max(f.time), count(*), coalesce(d.building, ''), "
        "coalesce(d.asset, '') FROM channels c "
        "CROSS JOIN conflicts f ON f.channel = c.id AND f.time >= ? LEFT JOIN devices d ON d.device = c.device "
        "GROUP BY c.id");
    contradicting.bind(from);
    while (contradicting.step())
        all.push_back({{contradicting.text(0), contradicting.text(1)},
                       contradicting.text(2),
                       {contradicting.integer(3), "conflict", std::to_string(contradicting.integer(4))},
                       contradicting.text(5),
                       contradicting.text(6)});
    return all;
}

std::vector<Conflict> Reader::conflicts(const ChannelName& name, TimeMs from, TimeMs to) {
    std::vector<Conflict> all;
    const auto id = id_of(name);
    if (!id || layout() < layout_with_conflicts) return all;
    auto query = database_.prepare(
        "SELECT time, value, arrived FROM conflicts WHERE channel = ? AND time >= ? AND time < ? "
        "ORDER BY time, arrived, value");
    query.bind(*id, from, to);
    while (query.step()) all.push_back({query.integer(0), query.number(1), query.integer(2)});
    return all;
}

std::vector<Correction> Reader::corrections(const ChannelName& name) {
    std::vector<Correction> all;
    const auto id = id_of(name);
    if (!id) return all;
    auto query = database_.prepare(
        "SELECT id, time, value, reason, made_by, made_at FROM corrections WHERE channel = ? ORDER BY id");
    query.bind(*id);
    while (query.step()) {
        const std::optional<double> value = query.null(2) ? std::nullopt : std::optional(query.number(2));
        all.push_back({query.integer(0), query.integer(1), value, query.text(3), query.text(4), query.integer(5)});
    }
    return all;
}

}  // namespace gaiku::telemetry
