#pragma once

#include "solve/staged/kernels.h"

namespace gaiku::solve::staged {

/// The widest that this machine can run, of no more than so many lanes; two lanes are always there.
[[nodiscard]] const Kernels& widest_kernels(int most_lanes);

}  // namespace gaiku::solve::staged
