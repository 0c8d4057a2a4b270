#include "operate/image_json.h"

#include <algorithm>

#include "operate/formulas.h"
#include "operate/json_parts.h"
#include "telemetry/time_text.h"

namespace gaiku::operate {
namespace {

/// The device of an id as people call it; the id where the registry has none.
Text called(const Image& image, const std::string& id) {
    const auto found =
        std::lower_bound(image.devices.begin(), image.devices.end(), id,
                         [](const DeviceNow& device, const std::string& name) { return device.name < name; });
    return found == image.devices.end() || found->name != id ? Text{id, id} : image.name_of(*found);
}

Json derived_json(const Image& image, const Derived& derived) {
    Json json{{"value", or_null(derived.value)}, {"known", derived.known}, {"of", derived.of}};
    if (derived.oldest != 0) json["oldest"] = telemetry::print_time(derived.oldest);
    if (!derived.missing_first.empty()) {
        json["missing"] = derived.missing_first;
        json["missing_name"] = text_json(called(image, derived.missing_first));
    }
    return json;
}

Json half_hour_json(const Image& image, const HalfHour& half) {
    return {{"connection", half.connection},
            {"name", text_json(image.names->asset(half.connection))},
            {"begin", telemetry::print_time(half.begin)},
            {"end", telemetry::print_time(half.end)},
            {"so_far_kwh", or_null(half.so_far_kwh)},
            {"heading_kw", or_null(half.heading_kw)},
            {"limit_kw", or_null(half.limit_kw)}};
}

Json place_json(const Image& image, const PlaceNow& place) {
    Json values = Json::object(), sources = Json::object(), half_hours = Json::array();
    for (const auto& derived : place.values) {
        if (derived.of > 0) values[std::string(derived.key)] = derived_json(image, derived);
    }
    for (const auto& derived : place.sources) sources[std::string(derived.key)] = derived_json(image, derived);
    for (const auto& half : place.half_hours) half_hours.push_back(half_hour_json(image, half));
    return {{"id", place.id},
            {"name", text_json(place.name)},
            {"values", std::move(values)},
            {"sources", std::move(sources)},
            {"half_hours", std::move(half_hours)}};
}

}  // namespace

std::string now_json(const Image& image) {
    Json blocks = Json::array();
    for (const auto& block : image.blocks) blocks.push_back(place_json(image, block));
    std::size_t good = 0, silent = 0;
    for (const auto& device : image.devices) {
        good += device.is_good() ? 1 : 0;
        silent += device.channels.empty() ? 1 : 0;
    }
    const std::size_t late = image.devices.size() - good - silent;
    return dump({{"time", telemetry::print_time(image.time)},
                 {"devices", {{"good", good}, {"late", late}, {"silent", silent}}},
                 {"district", place_json(image, image.district)},
                 {"blocks", std::move(blocks)}});
}

std::string devices_json(const Image& image, const std::string& block) {
    Json devices = Json::array();
    for (const auto& device : image.devices) {
        if (!block.empty() && device.block != block) continue;
        Json channels = Json::array();
        for (const auto& channel : device.channels)
            channels.push_back({{"channel", channel.name},
                                {"value", channel.value},
                                {"unit", channel.unit},
                                {"time", telemetry::print_time(channel.time)},
                                {"quality", channel.quality == Quality::good ? "good" : "late"}});
        devices.push_back({{"device", device.name},
                           {"name", text_json(image.name_of(device))},
                           {"block", device.block},
                           {"building", device.building},
                           {"asset", device.asset},
                           {"role", name_of(device.role)},
                           {"channels", std::move(channels)}});
    }
    return dump({{"time", telemetry::print_time(image.time)}, {"devices", std::move(devices)}});
}

std::string formulas_json() {
    Json all = Json::array();
    for (const auto& formula : formulas())
        all.push_back({{"key", formula.key},
                       {"unit", formula.unit},
                       {"meaning", text_json(formula.meaning)},
                       {"formula", text_json(formula.made_of)}});
    return dump({{"formulas", std::move(all)}});
}

}  // namespace gaiku::operate
