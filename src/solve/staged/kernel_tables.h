#pragma once

#include <vector>

#include "solve/staged/kernels.h"

namespace gaiku::solve::staged {

/// Those that this machine can run, the widest first.
[[nodiscard]] std::vector<const Kernels*> all_kernels();

}  // namespace gaiku::solve::staged
