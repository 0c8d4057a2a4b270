#pragma once

#include <cstddef>
#include <cstdint>

namespace gaiku::solve {

/// The place in a vector of a row or column that solvers count in 32 bits; not negative.
[[nodiscard]] constexpr std::size_t index(std::int32_t i) {
    return static_cast<std::size_t>(i);
}

}  // namespace gaiku::solve
