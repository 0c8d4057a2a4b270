#include "telemetry/decode/columns.h"

namespace gaiku::telemetry {

void Columns::add(std::string_view channel, Sample sample, std::size_t index) {
    auto& columns = batch_.columns;
    // Messages go through their channels in turn, so the next one is mostly the one behind the last.
    const std::size_t count = columns.size();
    std::size_t at = count;
    for (std::size_t i = 0; i < count && at == count; ++i) {
        const std::size_t candidate = (last_ + i) % count;
        if (columns[candidate].channel == channel) at = candidate;
    }
    if (at == count) columns.push_back({std::string(device_), std::string(channel), {}, {}});
    columns[at].samples.push_back(sample);
    columns[at].index.push_back(static_cast<std::uint32_t>(index));
    last_ = at;
}

}  // namespace gaiku::telemetry
