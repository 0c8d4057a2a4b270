#include <algorithm>

#include "telemetry/store/channels.h"
#include "telemetry/store/schema.h"

/// Where devices stood before: what was measured stays with the place where it was measured.
namespace gaiku::telemetry {

Device Channels::EarlierPlace::of(Device device) const {
    device.building = building;
    device.block = block;
    device.asset = asset;
    device.counts = counts;
    return device;
}

void Channels::load_places(Database& database) {
    places_.clear();
    if (layout_of(database) < layout_with_places) return;
    auto rows = database.prepare(
        "SELECT device, until, building, block, asset, counts FROM earlier_places ORDER BY device, until");
    while (rows.step())
        places_[rows.text(0)].push_back(
            {rows.integer(1), rows.text(2), rows.text(3), rows.text(4), rows.integer(5) != 0});
}

std::vector<Placing> Channels::placings(std::string_view name) const {
    std::vector<Placing> all;
    const Device* now = device(name);
    if (now == nullptr) return {Placing{}};
    TimeMs from = Placing{}.from;
    if (const auto found = places_.find(name); found != places_.end()) {
        for (const EarlierPlace& place : found->second) {
            all.push_back({place.of(*now), from, place.until});
            from = place.until;
        }
    }
    all.push_back({*now, from});
    return all;
}

/// What is to be known of where a device stood before, once it is as `device` says.
Channels::EarlierPlaces Channels::earlier_places(const Device& device, std::optional<TimeMs> since) const {
    const Device& was = *this->device(device.name);
    EarlierPlaces places;
    for (const Placing& placing : placings(device.name)) {
        const bool is_last = placing.until == Placing{}.until;
        if (since ? placing.from >= *since : is_last) break;
        EarlierPlace place{placing.until, placing.device.building, placing.device.block, placing.device.asset,
                           placing.device.counts};
        if (since) {
            place.until = std::min(place.until, *since);
        } else {  // what changes was so always
            if (was.building != device.building) place.building = device.building;
            if (was.block != device.block) place.block = device.block;
            if (was.asset != device.asset) place.asset = device.asset;
            if (was.counts != device.counts) place.counts = device.counts;
        }
        places.push_back(std::move(place));
    }
    // A place that goes on is one.
    EarlierPlaces apart;
    for (auto at = places.begin(); at != places.end(); ++at) {
        const bool goes_on = std::next(at) == places.end() ? at->is_of(device) : std::next(at)->is_of(at->of(device));
        if (!goes_on) apart.push_back(*at);
    }
    return apart;
}

void Channels::put_places(Database& database, const std::string& device, EarlierPlaces places) {
    if (places.empty() && !places_.contains(device)) return;
    database.prepare("DELETE FROM earlier_places WHERE device = ?").bind(device).run();
    auto insert = database.prepare("INSERT INTO earlier_places VALUES(?, ?, ?, ?, ?, ?)");
    for (const EarlierPlace& place : places)
        insert.bind(device, place.until, place.building, place.block, place.asset, place.counts).run();
    if (places.empty()) {
        places_.erase(device);
    } else {
        places_[device] = std::move(places);
    }
}

}  // namespace gaiku::telemetry
