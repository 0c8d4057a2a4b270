#pragma once

#include <cstddef>

namespace gaiku::simulate::test {

/// How often this program has taken memory so far.
[[nodiscard]] std::size_t allocations();

}  // namespace gaiku::simulate::test
