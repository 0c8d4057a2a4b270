#include "solve/staged/kernels.h"
#include "solve/staged/kernels_of.h"

namespace gaiku::solve::staged {
namespace {

/// SSE2, NEON: what every 64-bit machine has.
struct Isa {
    static constexpr std::int32_t width = 2;
    using V [[gnu::vector_size(16)]] = double;
    using Single [[gnu::vector_size(8)]] = float;
};

}  // namespace

const Kernels kernels_two = KernelsOf<Isa>::table("two lanes");

}  // namespace gaiku::solve::staged
