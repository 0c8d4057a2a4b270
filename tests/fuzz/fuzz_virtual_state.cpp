#include <cstdint>
#include <cstdlib>

#include "virtual/state.h"

/// A state of any bytes is read or has findings; what was read comes back as it was written.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace gaiku;
    Findings findings;
    const auto state = field::parse_state(std::string(reinterpret_cast<const char*>(data), size), "fuzz", findings);
    if (state.has_value() == findings.has_errors()) std::abort();
    if (!state) return 0;
    const auto again = field::parse_state(field::print_state(*state), "fuzz", findings);
    if (again != state) std::abort();
    return 0;
}
