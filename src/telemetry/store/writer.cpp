#include "telemetry/store/writer.h"

#include <fmt/format.h>
#include <sqlite3.h>
#include <algorithm>
#include <cmath>

#include "telemetry/store/settler.h"
#include "telemetry/time_text.h"

namespace gaiku::telemetry {
namespace {

constexpr auto by_time = [](const Sample& a, const Sample& b) { return a.time < b.time; };

void insert_by_time(std::vector<Sample>& samples, const Sample& sample) {
    if (samples.empty() || samples.back().time < sample.time) {
        samples.push_back(sample);
    } else {
        samples.insert(std::lower_bound(samples.begin(), samples.end(), sample, by_time), sample);
    }
}

const Sample* find_time(const std::vector<Sample>& samples, TimeMs time) {
    const auto found = std::lower_bound(samples.begin(), samples.end(), Sample{time, 0}, by_time);
    return found == samples.end() || found->time != time ? nullptr : &*found;
}

/// The tail's day, made where there is none.
TailDay& tail_day(Channel& channel, Day day) {
    auto& tail = channel.tail;
    if (!tail.empty() && tail.back().day == day) return tail.back();
    const auto at =
        std::lower_bound(tail.begin(), tail.end(), day, [](const TailDay& one, Day other) { return one.day < other; });
    if (at != tail.end() && at->day == day) return *at;
    return *tail.insert(at, TailDay{day, {}});
}

}  // namespace

Writer::Writer(const std::filesystem::path& file, const StoreOptions& options)
    : options_(options), database_(file, {false, options.vfs}) {
    // The page size counts only before the first table. FULL: a commit returns after the log is synced.
    database_.run(
        "PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
        "PRAGMA cache_size = -32000; PRAGMA wal_autocheckpoint = 4000; PRAGMA journal_size_limit = 67108864;");
    migrate(database_);
    channels_.load(database_);
    groups_.load(database_);
    packed_.emplace(database_);
    auto retired = database_.prepare("SELECT value FROM settings WHERE name = 'retired_before'");
    if (retired.step()) retired_before_ = retired.integer(0);
    keep_days_of_zone();
    read_log();
}

void Writer::keep_days_of_zone() {
    std::string kept;
    auto query = database_.prepare("SELECT value FROM settings WHERE name = 'time_zone'");
    if (query.step()) kept = query.text(0);
    query.clear();
    const std::string otherwise = kept.empty() ? default_time_zone : kept;
    const std::string zone = options_.time_zone.empty() ? otherwise : options_.time_zone;
    days_.emplace(zone);
    if (zone == kept) return;
    Transaction transaction(database_);
    make_months(database_, *days_);
    database_.prepare("INSERT OR REPLACE INTO settings VALUES('time_zone', ?)").bind(zone).run();
    transaction.commit();
}

void Writer::read_log() {
    auto rows = database_.prepare("SELECT id, body FROM log ORDER BY id");
    while (rows.step()) {
        const bool good = read_log_row(rows.bytes(1), [&](std::int64_t id, std::span<const Sample> samples) {
            Channel& channel = channels_.at(id);
            for (const Sample& sample : samples) insert_by_time(tail_day(channel, day_of(sample.time)).samples, sample);
            channel.newest = std::max(channel.newest, samples.back().time);
            unpacked_ += samples.size();
        });
        if (!good) {
            throw StoreError(SQLITE_CORRUPT,
                             fmt::format("row {} of the log is damaged; restore a backup", rows.integer(0)));
        }
    }
}

std::vector<Receipt> Writer::commit(std::span<const Batch> batches) {
    if (unpacked_ >= options_.most_unpacked) settle();
    std::vector<Receipt> receipts;
    receipts.reserve(batches.size());
    Transaction transaction(database_);
    for (const Batch& batch : batches) {
        Receipt& receipt = receipts.emplace_back(Receipt{batch.id, 0, 0, batch.refused});
        for (const Column& column : batch.columns) take(column, receipt);
    }
    LogRow row;
    for (Channel* channel : staged_) row.add(channel->id, channel->staged);
    if (!row.empty()) database_.prepare("INSERT INTO log(body) VALUES(?)").bind(Blob{row.bytes()}).run();
    transaction.commit();
    for (Channel* channel : staged_) stage_to_tail(*channel);
    staged_.clear();
    return receipts;
}

void Writer::check_time(TimeMs time, Refusal& refusal) const {
    if (time < 0) refusal = {refusal.index, "bad-time", "a time after 1970 is expected"};
    if (day_of(time) < retired_before_)
        refusal = {refusal.index, "retired", print_time(time) + ": readings of that day are no longer kept"};
    if (options_.clock == nullptr) return;
    const auto now = std::chrono::duration_cast<std::chrono::milliseconds>(options_.clock->now().time_since_epoch());
    if (time > now.count() + ms_a_day)
        refusal = {refusal.index, "bad-time", print_time(time) + ": more than a day ahead of the server's clock"};
}

Channel* Writer::channel_for(const Column& column, Refusal& refusal) {
    if (Channel* channel = channels_.find(column.device, column.channel)) return channel;
    if (!is_device_name(column.device)) {
        refusal = {0, "bad-device", "a device has a name of up to 64 letters, digits and - _ . :"};
        return nullptr;
    }
    if (measurand_of(column.channel) == nullptr) {
        refusal = {0, "unknown-channel", fmt::format("\"{}\" is no measurand", column.channel.substr(0, 64))};
        return nullptr;
    }
    if (channels_.device(column.device) == nullptr && !options_.accept_new_devices) {
        refusal = {0, "unknown-device", fmt::format("\"{}\" is not registered", column.device)};
        return nullptr;
    }
    place(column.device);
    return &channels_.add(database_, column.device, column.channel);
}

/// Registers a device that is new, and puts one that was registered without a place (it was given a token first) at the
/// place that the district file says, before its first channel.
void Writer::place(const std::string& name) {
    const Device* known = channels_.device(name);
    if (known == nullptr) return channels_.put_device(database_, described(name));
    if (!known->building.empty() || !known->block.empty() || !known->asset.empty()) return;
    for (const auto& [id, channel] : channels_.all()) {
        if (channel->device == name) return;
    }
    const Device there = described(name);
    Device device = *known;
    device.building = there.building;
    device.block = there.block;
    device.asset = there.asset;
    device.counts = known->counts && there.counts;
    if (device != *known) channels_.put_device(database_, device);
}

Device Writer::described(const std::string& name) const {
    Device device = options_.describe ? options_.describe(name) : Device{};
    device.name = name;
    return device;
}

void Writer::put_setting(const std::string& name, const std::string& value) {
    database_.prepare("INSERT OR REPLACE INTO settings VALUES(?, ?)").bind(name, value).run();
}

void Writer::take(const Column& column, Receipt& receipt) {
    const auto index = [&](std::size_t i) { return column.index.empty() ? i : std::size_t{column.index[i]}; };
    Refusal refusal;
    Channel* channel = channel_for(column, refusal);
    for (std::size_t i = 0; i < column.samples.size(); ++i) {
        if (channel != nullptr) {
            take(*channel, column.samples[i], index(i), receipt);
        } else {
            refusal.index = index(i);
            receipt.refused.push_back(refusal);
        }
    }
}

void Writer::take(Channel& channel, const Sample& given, std::size_t index, Receipt& receipt) {
    const Sample sample{given.time, given.value == 0 ? 0 : given.value};  // no negative zero
    Refusal refusal{index, {}, {}};
    check_time(sample.time, refusal);
    if (!std::isfinite(sample.value) || std::fabs(sample.value) > 1e12)
        refusal = {index, "bad-value", "a number within 1e12 is expected"};
    if (!refusal.code.empty()) {
        receipt.refused.push_back(std::move(refusal));
        return;
    }
    switch (known(channel, sample)) {
        case Known::same:
            ++receipt.duplicates;
            return;
        case Known::different:
            receipt.refused.push_back({index, "conflict",
                                       print_time(sample.time) +
                                           ": another value is stored for that time; the first one "
                                           "is kept"});
            return;
        case Known::no:
            break;
    }
    if (channel.staged.empty()) staged_.push_back(&channel);
    insert_by_time(channel.staged, sample);
    channel.newest = std::max(channel.newest, sample.time);
    ++receipt.stored;
}

Writer::Known Writer::known(const Channel& channel, const Sample& sample) {
    if (sample.time > channel.newest) return Known::no;
    const auto compare = [&](const Sample* found) {
        return found->value == sample.value ? Known::same : Known::different;
    };
    if (const Sample* found = find_time(channel.staged, sample.time)) return compare(found);
    const Day day = day_of(sample.time);
    for (const TailDay& one : channel.tail) {
        if (one.day != day) continue;
        if (const Sample* found = find_time(one.samples, sample.time)) return compare(found);
    }
    if (sample.time > channel.last_packed) return Known::no;
    const Sample* found = find_time(packed_->at(channel.id, day), sample.time);
    return found == nullptr ? Known::no : compare(found);
}

void Writer::stage_to_tail(Channel& channel) {
    TailDay* day = nullptr;
    for (const Sample& sample : channel.staged) {
        if (day == nullptr || day->day != day_of(sample.time)) day = &tail_day(channel, day_of(sample.time));
        insert_by_time(day->samples, sample);
    }
    unpacked_ += channel.staged.size();
    channel.staged.clear();
}

std::vector<Sample> Writer::tail(const Channel& channel, TimeMs from, TimeMs to) const {
    std::vector<Sample> samples;
    for (const TailDay& day : channel.tail) {
        for (const Sample& sample : day.samples) {
            if (sample.time >= from && sample.time < to) samples.push_back(sample);
        }
    }
    return samples;
}

void Writer::settle() {
    if (unpacked_ == 0) return;
    Transaction transaction(database_);
    Settler settler(database_, channels_, groups_, *days_, retired_before_);
    for (const auto& [id, channel] : channels_.all()) {
        if (!channel->tail.empty()) settler.pack(*channel);
    }
    settler.finish();
    database_.run("DELETE FROM log");
    transaction.commit();
    for (const auto& [id, channel] : channels_.all()) {
        for (const TailDay& day : channel->tail) {
            packed_->forget(id, day.day);
            channel->last_packed = std::max(channel->last_packed, day.samples.back().time);
        }
        channel->tail.clear();
    }
    unpacked_ = 0;
}

void Writer::correct(Channel& channel, const Correction& correction) {
    settle();
    Transaction transaction(database_);
    auto insert = database_.prepare(
        "INSERT INTO corrections(channel, time, reason, made_by, made_at, value) VALUES(?, ?, ?, ?, ?, ?)");
    if (correction.value) {
        insert.bind(channel.id, correction.time, correction.reason, correction.made_by, correction.made_at,
                    *correction.value);
    } else {
        insert.bind(channel.id, correction.time, correction.reason, correction.made_by, correction.made_at, nullptr);
    }
    insert.run();
    Settler settler(database_, channels_, groups_, *days_, retired_before_);
    const Day day = day_of(correction.time);
    settler.compute_again(channel, std::span(&day, 1));
    settler.finish();
    transaction.commit();
}

void Writer::put_device(const Device& device) {
    settle();
    Transaction transaction(database_);
    const Device* was = channels_.device(device.name);
    const bool moves = was == nullptr || was->building != device.building || was->block != device.block ||
                       was->counts != device.counts || was->asset.empty() != device.asset.empty();
    const bool other_limits =
        was == nullptr || was->register_end != device.register_end || was->most_kw != device.most_kw;
    Settler settler(database_, channels_, groups_, *days_, retired_before_);
    for (const auto& [id, channel] : channels_.all()) {
        if (channel->device == device.name && moves) settler.leave_groups(*channel);
    }
    channels_.put_device(database_, device);
    for (const auto& [id, channel] : channels_.all()) {
        if (channel->device != device.name) continue;
        if (moves) settler.join_groups(*channel);
        if (other_limits) settler.compute_all(*channel);
    }
    settler.finish();
    transaction.commit();
}

std::size_t Writer::retire(Day before) {
    settle();
    if (before <= retired_before_) return 0;
    std::size_t dropped = 0;
    Transaction transaction(database_);
    // The last two days stay: the half-hours of the first day that is kept follow from their readings too.
    auto kept = database_.prepare(
        "SELECT coalesce(min(key), ?3) FROM (SELECT key FROM days WHERE key >= ?1 AND key < ?2 AND readings > 0 "
        "ORDER BY key DESC LIMIT 2)");
    auto count = database_.prepare("SELECT coalesce(sum(readings), 0) FROM days WHERE key >= ? AND key < ?");
    auto drop =
        database_.prepare("UPDATE days SET readings = 0, body = x'' WHERE key >= ? AND key < ? AND readings > 0");
    for (const auto& [id, channel] : channels_.all()) {
        kept.bind(day_key(id, 0), day_key(id, before), day_key(id, before)).step();
        const std::int64_t end = kept.integer(0);
        count.bind(day_key(id, 0), end).step();
        dropped += static_cast<std::size_t>(count.integer(0));
        drop.bind(day_key(id, 0), end).run();
    }
    kept.clear();
    count.clear();
    database_.prepare("INSERT OR REPLACE INTO settings VALUES('retired_before', ?)").bind(before).run();
    transaction.commit();
    retired_before_ = before;
    packed_.emplace(database_);
    return dropped;
}

}  // namespace gaiku::telemetry
