#include <cstdint>
#include <cstdlib>

#include "telemetry/codec/column_codec.h"
#include "telemetry/validate/slots.h"

/// Blocks and half-hours of any bytes, as a damaged disk may give them; what is read and written again reads the same.
namespace {

using namespace gaiku::telemetry;

void require(bool good) {
    if (!good) std::abort();
}

bool finite(const std::vector<Sample>& samples) {
    for (const Sample& sample : samples) {
        if (!(sample.value - sample.value == 0) || sample.time > (TimeMs{1} << 60) || sample.time < -(TimeMs{1} << 60))
            return false;
    }
    return true;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    std::vector<Sample> samples;
    std::vector<Sample> again;
    if (decode_unchecked(bytes, samples) && samples.size() < 10'000 && finite(samples)) {
        require(decode_samples(encode_samples(samples), again));
        require(again == samples);
    }
    require(!decode_samples(bytes, again) || bytes.size() > 4);
    DaySlots slots{};
    if (decode_slots_unchecked(bytes, slots)) {
        DaySlots slots_again{};
        require(decode_slots(encode_slots(slots), slots_again));
        require(slots_again == slots);
    }
    return 0;
}
