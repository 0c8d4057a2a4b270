#include "operate/stuck.h"

#include <algorithm>
#include <utility>

namespace gaiku::operate {
namespace {

/// Null where the picture has no such channel.
const ChannelNow* channel_in(const Image& image, const telemetry::ChannelName& name) {
    const auto device = std::find_if(image.devices.begin(), image.devices.end(),
                                     [&](const DeviceNow& one) { return one.name == name.device; });
    if (device == image.devices.end()) return nullptr;
    const auto channel = std::find_if(device->channels.begin(), device->channels.end(),
                                      [&](const ChannelNow& one) { return one.name == name.channel; });
    return channel == device->channels.end() ? nullptr : &*channel;
}

}  // namespace

void StuckValues::drop_moved(std::vector<telemetry::ChannelEvent>& events, telemetry::Store& store,
                             const Image& image) {
    decltype(known_) now;
    const auto has_moved = [&](const telemetry::ChannelEvent& found) {
        if (found.event.code != "stuck") return false;
        const TimeMs since = found.event.time;
        const auto key = std::tuple(found.name.device, found.name.channel, since);
        const auto before = known_.find(key);
        Known known;
        if (before != known_.end()) {
            known = before->second;
        } else if (const auto readings = store.raw(found.name, since, since + telemetry::ms_a_day); !readings.empty()) {
            known.value = readings.front().value;
        }
        const ChannelNow* channel = channel_in(image, found.name);
        if (channel != nullptr && known.value && channel->time > since && channel->value != *known.value)
            known.moved = true;
        now.emplace(key, known);
        return known.moved;
    };
    std::erase_if(events, has_moved);
    known_ = std::move(now);
}

}  // namespace gaiku::operate
