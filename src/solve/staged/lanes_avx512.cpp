#include "solve/staged/kernels.h"

#if defined(__x86_64__)
#include "solve/staged/kernels_of.h"

namespace gaiku::solve::staged {
namespace {

/// AVX-512.
struct Isa {
    static constexpr std::int32_t width = 8;
    using V [[gnu::vector_size(64)]] = double;
    using Single [[gnu::vector_size(32)]] = float;
};

}  // namespace

const Kernels kernels_avx512 = KernelsOf<Isa>::table("AVX-512");

}  // namespace gaiku::solve::staged
#endif
