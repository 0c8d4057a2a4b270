#include "telemetry/store/writer.h"

#include <fmt/format.h>
#include <sqlite3.h>
#include <algorithm>
#include <cmath>
#include <map>

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
    contradicted_ = database_.prepare("SELECT 1 FROM contradicted").step();
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
    if (channels_.count_of(column.device) >= most_channels_a_device) {
        refusal = {0, "too-many-channels",
                   fmt::format("\"{}\" would be channel {} of its device; {} are taken at most", column.channel,
                               most_channels_a_device + 1, most_channels_a_device)};
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
    if (!std::isfinite(sample.value) || std::fabs(sample.value) > largest_value)
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
            set_aside(channel, sample);
            receipt.refused.push_back(
                {index, "conflict",
                 print_time(sample.time) +
                     ": another value is stored for that time and counts; this one is set aside"});
            return;
        case Known::no:
            break;
    }
    if (channel.staged.empty()) staged_.push_back(&channel);
    insert_by_time(channel.staged, sample);
    channel.newest = std::max(channel.newest, sample.time);
    ++receipt.stored;
}

TimeMs Writer::now() const {
    const auto at = options_.clock == nullptr ? std::chrono::system_clock::now() : options_.clock->now();
    return std::chrono::duration_cast<std::chrono::milliseconds>(at.time_since_epoch()).count();
}

/// Once, however often it comes.
void Writer::set_aside(const Channel& channel, const Sample& sample) {
    database_.prepare("INSERT OR IGNORE INTO conflicts VALUES(?, ?, ?, ?)")
        .bind(channel.id, sample.time, sample.value, now())
        .run();
    if (sqlite3_changes(database_.handle()) == 0) return;
    database_.prepare("INSERT OR IGNORE INTO contradicted VALUES(?, ?)").bind(channel.id, day_of(sample.time)).run();
    contradicted_ = true;
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

void Writer::mark_contradicted(Settler& settler) {
    if (!contradicted_) return;
    std::map<std::int64_t, std::vector<Day>> days;
    auto rows = database_.prepare("SELECT channel, day FROM contradicted ORDER BY channel, day");
    while (rows.step()) days[rows.integer(0)].push_back(rows.integer(1));
    for (const auto& [id, of_channel] : days) settler.compute_again(channels_.at(id), of_channel);
    database_.run("DELETE FROM contradicted");
}

void Writer::settle() {
    if (unpacked_ == 0 && !contradicted_) return;
    Transaction transaction(database_);
    Settler settler(database_, channels_, groups_, *days_, retired_before_);
    for (const auto& [id, channel] : channels_.all()) {
        if (!channel->tail.empty()) settler.pack(*channel);
    }
    mark_contradicted(settler);
    settler.finish();
    database_.run("DELETE FROM log");
    transaction.commit();
    contradicted_ = false;
    for (const auto& [id, channel] : channels_.all()) {
        for (const TailDay& day : channel->tail) {
            packed_->forget(id, day.day);
            channel->last_packed = std::max(channel->last_packed, day.samples.back().time);
        }
        channel->tail.clear();
    }
    unpacked_ = 0;
}

}  // namespace gaiku::telemetry
