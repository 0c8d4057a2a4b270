#include <date/tz.h>
#include <cstdint>
#include <cstdlib>

#include "telemetry/model/device_model.h"

/// The first byte chooses: a model's file of any bytes, or a message of any bytes for a shipped model.
namespace {

using namespace gaiku;
using namespace gaiku::telemetry;

const date::time_zone* const tokyo = date::locate_zone("Asia/Tokyo");

void decode(const DeviceModel& model, std::string_view body) {
    for (const auto& message : model.messages) {
        Batch batch;
        (void)decode_with_model(message, body, "d1", {1'795'824'000'000, tokyo}, batch);
        for (const auto& column : batch.columns) {
            if (column.samples.size() != column.index.size()) std::abort();
        }
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
    const auto& models = shipped_device_models();
    if (models.empty()) std::abort();
    if (data[0] % 2 == 1) {
        decode(models[data[0] / 2 % models.size()], text);
        return 0;
    }
    Findings findings;
    if (const auto model = read_device_model(text, "fuzz", findings))
        decode(
            *model,
            R"({"a":{"b":1.5},"power":3,"state":"ON","Time":"2026-11-28T00:00:00","1":65535,"2":-1,"r":[0,1,2,"x"]})");
    return 0;
}
