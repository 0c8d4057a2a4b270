#include "solve/staged/kernels.h"

#if defined(__x86_64__)
#include "solve/staged/kernels_of.h"

namespace gaiku::solve::staged {
namespace {

/// AVX2.
struct Isa {
    static constexpr std::int32_t width = 4;
    using V [[gnu::vector_size(32)]] = double;
    using Single [[gnu::vector_size(16)]] = float;
};

}  // namespace

const Kernels kernels_avx2 = KernelsOf<Isa>::table("AVX2");

}  // namespace gaiku::solve::staged
#endif
