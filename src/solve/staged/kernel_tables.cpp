#include "solve/staged/kernel_tables.h"

namespace gaiku::solve::staged {

const Kernels& widest_kernels(int most_lanes) {
#if defined(__x86_64__)
    if (most_lanes >= 8 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq"))
        return kernels_avx512;
    if (most_lanes >= 4 && __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return kernels_avx2;
#endif
    return kernels_two;
}

}  // namespace gaiku::solve::staged
