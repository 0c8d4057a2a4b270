#include "weather.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    return gaiku::read_any_bytes(gaiku::read_epw, data, size);
}
