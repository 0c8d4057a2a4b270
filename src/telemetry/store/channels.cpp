#include "telemetry/store/channels.h"

#include <cmath>

namespace gaiku::telemetry {

void Channels::load(Database& database) {
    by_id_.clear();
    by_name_.clear();
    devices_.clear();
    channels_of_.clear();
    auto devices = database.prepare(
        "SELECT device, model, building, block, asset, counts, register_end, most_kw, token_hash FROM devices");
    while (devices.step()) {
        Device device{devices.text(0), devices.text(1),         devices.text(2),   devices.text(3),
                      devices.text(4), devices.integer(5) != 0, devices.number(6), {},
                      devices.text(8)};
        device.most_kw = devices.null(7) ? std::numeric_limits<double>::infinity() : devices.number(7);
        devices_.emplace(device.name, device);
    }
    load_places(database);
    auto channels = database.prepare("SELECT id, device, name, last_time FROM channels");
    while (channels.step()) {
        Channel& channel = insert(channels.integer(0), channels.bytes(1), channels.bytes(2));
        channel.last_packed = channel.newest = channels.integer(3);
    }
}

Channel* Channels::find(std::string_view device, std::string_view name) {
    key_.assign(device).append(1, ' ').append(name);
    const auto found = by_name_.find(key_);
    return found == by_name_.end() ? nullptr : found->second;
}

Channel& Channels::insert(std::int64_t id, std::string_view device, std::string_view name) {
    auto channel = std::make_unique<Channel>();
    channel->id = id;
    channel->device = device;
    channel->name = name;
    channel->measurand = measurand_of(name);
    Channel& made = *channel;
    by_id_[id] = std::move(channel);
    by_name_[made.device + ' ' + made.name] = &made;
    ++channels_of_[made.device];
    return made;
}

Channel& Channels::add(Database& database, std::string_view device, std::string_view name) {
    database.prepare("INSERT INTO channels(device, name, last_time) VALUES(?, ?, ?)")
        .bind(device, name, std::numeric_limits<TimeMs>::min())
        .run();
    return insert(database.last_id(), device, name);
}

std::size_t Channels::count_of(std::string_view device) const {
    const auto found = channels_of_.find(device);
    return found == channels_of_.end() ? 0 : found->second;
}

const Device* Channels::device(std::string_view name) const {
    const auto found = devices_.find(name);
    return found == devices_.end() ? nullptr : &found->second;
}

void Channels::put_device(Database& database, const Device& device, std::optional<TimeMs> since) {
    if (devices_.contains(device.name)) put_places(database, device.name, earlier_places(device, since));
    auto insert = database.prepare("INSERT OR REPLACE INTO devices VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)");
    if (std::isfinite(device.most_kw)) {
        insert.bind(device.name, device.model, device.building, device.block, device.asset, device.counts,
                    device.register_end, device.most_kw, device.token_hash);
    } else {
        insert.bind(device.name, device.model, device.building, device.block, device.asset, device.counts,
                    device.register_end, nullptr, device.token_hash);
    }
    insert.run();
    devices_[device.name] = device;
}

Limits Channels::limits(const Channel& channel) const {
    const Device* known = device(channel.device);
    return known == nullptr ? Limits{} : Limits{known->register_end, known->most_kw};
}

}  // namespace gaiku::telemetry
