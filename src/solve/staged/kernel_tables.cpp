#include "solve/staged/kernel_tables.h"

namespace gaiku::solve::staged {

std::vector<const Kernels*> all_kernels() {
    std::vector<const Kernels*> all;
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq")) all.push_back(&kernels_avx512);
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) all.push_back(&kernels_avx2);
#endif
    all.push_back(&kernels_two);
    return all;
}

}  // namespace gaiku::solve::staged
