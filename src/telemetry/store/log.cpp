#include "telemetry/store/log.h"

#include "telemetry/codec/bytes.h"
#include "telemetry/codec/column_codec.h"

namespace gaiku::telemetry {

void LogRow::add(std::int64_t channel, std::span<const Sample> samples) {
    ByteWriter to(bytes_);
    while (!samples.empty()) {
        const auto part = samples.first(std::min(samples.size(), most_samples));
        to.varint(static_cast<std::uint64_t>(channel));
        to.text(encode_samples(part));
        samples = samples.subspan(part.size());
    }
}

bool read_log_row(std::string_view bytes,
                  const std::function<void(std::int64_t channel, std::span<const Sample>)>& take) {
    ByteReader from(bytes);
    std::vector<Sample> samples;
    while (from.left() > 0) {
        const auto channel = from.varint();
        const auto block = channel ? from.text() : std::nullopt;
        if (!block || !decode_samples(*block, samples)) return false;
        take(static_cast<std::int64_t>(*channel), samples);
    }
    return true;
}

}  // namespace gaiku::telemetry
