#pragma once

#include <cstdint>
#include <vector>

#include "solve/solver.h"
#include "solve/staged/aligned.h"

namespace gaiku::solve::staged {

/// An index as a place in an array.
[[nodiscard]] inline std::size_t at(std::int32_t i) {
    return static_cast<std::size_t>(i);
}

/// The matrix of a problem row by row.
struct ByRows {
    std::vector<std::int32_t> starts;  ///< rows + 1
    std::vector<std::int32_t, Aligned<std::int32_t>> columns;
    Doubles values;

    explicit ByRows(const Problem& problem);
};

}  // namespace gaiku::solve::staged
