#include <cstdint>
#include <cstdlib>

#include "telemetry/decode/messages.h"

/// Bodies of readings as anybody on the network may send them: JSON, JSON lines, CSV; and the receipt of whatever came.
namespace {

using namespace gaiku::telemetry;

void require(bool good) {
    if (!good) std::abort();
}

void check(const Batch& batch) {
    for (const auto& column : batch.columns) {
        require(!column.samples.empty());
        require(column.samples.size() == column.index.size());
        require(column.channel.size() <= 65);
    }
    (void)receipt_json({batch.id, 0, 0, batch.refused});
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static Decoder decoder;
    const std::string_view body(reinterpret_cast<const char*>(data), size);
    Batch batch;
    if (!decoder.json(body, "m1", batch)) check(batch);
    batch = {};
    if (!decoder.json_lines(body, "m1", batch)) check(batch);
    batch = {};
    if (!decode_csv(body, "m1", batch)) check(batch);
    return 0;
}
