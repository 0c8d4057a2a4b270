#include <fmt/format.h>
#include <algorithm>

#include "telemetry/store/settler.h"
#include "telemetry/store/writer.h"
#include "telemetry/time_text.h"

/// What is changed of a store by somebody: corrections, devices, what is no longer kept.
namespace gaiku::telemetry {
namespace {

std::invalid_argument wrong(const CorrectionOrder& order, const std::string& why) {
    return std::invalid_argument(order.name.device + " " + order.name.channel + ": " + why);
}

/// The first half-hour's begin that is not before a time.
TimeMs slot_from(TimeMs time) {
    const TimeMs since_begin = ((time % ms_a_slot) + ms_a_slot) % ms_a_slot;
    return since_begin == 0 ? time : time - since_begin + ms_a_slot;
}

bool stands_nowhere(const Device& device) {
    return device.building.empty() && device.block.empty() && device.asset.empty();
}

}  // namespace

void Writer::put_setting(const std::string& name, const std::string& value) {
    database_.prepare("INSERT OR REPLACE INTO settings VALUES(?, ?)").bind(name, value).run();
}

std::vector<std::pair<TimeMs, std::optional<double>>> Writer::corrected_by(const Channel& channel,
                                                                           const CorrectionOrder& order) {
    std::vector<std::pair<TimeMs, std::optional<double>>> changes;
    if (order.how == CorrectionOrder::How::set_aside) {
        auto query = database_.prepare(
            "SELECT time, value FROM conflicts WHERE channel = ? AND time >= ? AND time < ? ORDER BY time, arrived");
        query.bind(channel.id, order.from, order.to);
        // The one that came last where there are several.
        while (query.step()) {
            if (changes.empty() || changes.back().first != query.integer(0)) changes.emplace_back();
            changes.back() = {query.integer(0), query.number(1)};
        }
        return changes;
    }
    const bool gives = order.how == CorrectionOrder::How::value;
    const std::optional<double> value = gives ? std::optional(order.value) : std::nullopt;
    if (gives && order.instant()) return {{order.from, value}};
    auto days = database_.prepare("SELECT key FROM days WHERE key >= ? AND key <= ? AND readings > 0 ORDER BY key");
    days.bind(day_key(channel.id, day_of(order.from)), day_key(channel.id, day_of(order.to - 1)));
    while (days.step() && changes.size() <= most_corrected) {
        for (const Sample& sample : packed_->at(channel.id, day_of_key(days.integer(0)))) {
            if (sample.time >= order.from && sample.time < order.to) changes.emplace_back(sample.time, value);
        }
    }
    return changes;
}

std::size_t Writer::correct(const CorrectionOrder& order, TimeMs made_at, const Along& along) {
    Channel* channel = channels_.find(order.name.device, order.name.channel);
    if (channel == nullptr) throw wrong(order, "there is no such channel");
    if (order.from < 0 || order.from >= order.to)
        throw wrong(order, "a span with its end behind its begin is expected");
    if (day_of(order.from) < retired_before_)
        throw wrong(order, "raw readings of " + print_time(order.from) + " are no longer kept");
    settle();
    const auto changes = corrected_by(*channel, order);
    if (changes.empty()) throw wrong(order, "there is no reading in that span that this would change");
    if (changes.size() > most_corrected)
        throw wrong(order, fmt::format("more than {} readings: correct a shorter span", most_corrected));
    Transaction transaction(database_);
    auto insert = database_.prepare(
        "INSERT INTO corrections(channel, time, reason, made_by, made_at, value) VALUES(?, ?, ?, ?, ?, ?)");
    std::vector<Day> days;
    for (const auto& [time, value] : changes) {
        insert.bind(channel->id, time, order.reason, order.who, made_at, value).run();
        if (days.empty() || days.back() != day_of(time)) days.push_back(day_of(time));
    }
    Settler settler(database_, channels_, groups_, *days_, retired_before_);
    settler.compute_again(*channel, days);
    settler.finish();
    along(database_);
    transaction.commit();
    return changes.size();
}

void Writer::put_device(const Device& device, std::optional<TimeMs> since, const Along& along) {
    put_devices({&device, 1}, since, along);
}

void Writer::put_devices(std::span<const Device> devices, std::optional<TimeMs> since, const Along& along) {
    settle();
    Transaction transaction(database_);
    Settler settler(database_, channels_, groups_, *days_, retired_before_);
    for (const Device& device : devices) put_device(device, since ? std::optional(slot_from(*since)) : since, settler);
    settler.finish();
    along(database_);
    transaction.commit();
}

void Writer::put_device(const Device& device, std::optional<TimeMs> since, Settler& settler) {
    const Device* was = channels_.device(device.name);
    if (was == nullptr || (stands_nowhere(*was) && channels_.placings(device.name).size() == 1)) since.reset();
    const bool moves = was == nullptr || was->building != device.building || was->block != device.block ||
                       was->counts != device.counts || was->asset != device.asset;
    const bool other_limits =
        was == nullptr || was->register_end != device.register_end || was->most_kw != device.most_kw;
    const TimeMs from = since.value_or(0);
    for (const auto& [id, channel] : channels_.all()) {
        if (channel->device == device.name && moves) settler.leave_groups(*channel, from);
    }
    channels_.put_device(database_, device, moves ? since : std::nullopt);
    for (const auto& [id, channel] : channels_.all()) {
        if (channel->device != device.name) continue;
        if (moves) settler.join_groups(*channel, from);
        if (other_limits) settler.compute_all(*channel);
    }
}

std::size_t Writer::retire(Day before, const Along& along) {
    settle();
    std::size_t dropped = 0;
    Transaction transaction(database_);
    if (before <= retired_before_) {
        along(database_);
        transaction.commit();
        return 0;
    }
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
    along(database_);
    transaction.commit();
    retired_before_ = before;
    packed_.emplace(database_);
    return dropped;
}

}  // namespace gaiku::telemetry
