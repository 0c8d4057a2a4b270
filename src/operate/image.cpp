#include "operate/image.h"

#include <algorithm>

#include "operate/place.h"
#include "operate/power.h"

namespace gaiku::operate {
namespace {

DeviceNow device_now(const Surroundings& surroundings, const telemetry::Device& device, const DeviceChannels& channels,
                     TimeMs now) {
    DeviceNow result{device.name, device.block, device.building, device.asset, Role::use, {}};
    if (const auto* asset = device.asset.empty() ? nullptr : surroundings.asset(device.asset))
        result.role = asset->role;
    for (const auto& [name, channel] : channels)
        result.channels.push_back({name, channel.measurand->unit, channel.last.value, channel.last.time,
                                   is_now(channel, now) ? Quality::good : Quality::late, channel.interval()});
    return result;
}

}  // namespace

bool DeviceNow::is_good() const {
    return !channels.empty() && std::all_of(channels.begin(), channels.end(),
                                            [](const auto& channel) { return channel.quality == Quality::good; });
}

std::shared_ptr<const Image> image_of(const Surroundings& surroundings, const std::vector<telemetry::Device>& devices,
                                      const Latest& latest, TimeMs now) {
    auto image = std::make_shared<Image>();
    image->time = now;
    image->names = surroundings.names();
    PlaceSums district;
    std::map<std::string, PlaceSums> blocks;
    for (const auto& device : devices) {
        const DeviceChannels channels = latest.of(device.name);
        image->devices.push_back(device_now(surroundings, device, channels, now));
        const Role role = image->devices.back().role;
        const DeviceAt one{device, role, surroundings, channels, now};
        district.add(one, {});
        for (const auto& [id, name] : surroundings.blocks()) {
            if (device.block == id || role == Role::interchange) blocks[id].add(one, id);
        }
    }
    image->district = district.result({}, surroundings.name());
    for (const auto& [id, name] : surroundings.blocks()) image->blocks.push_back(blocks[id].result(id, name));
    return image;
}

}  // namespace gaiku::operate
