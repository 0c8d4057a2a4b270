#pragma once

#include <cstdint>
#include <span>
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

    /// `only`: 1 for rows that are asked for, the others are empty; empty: all.
    explicit ByRows(const Problem& problem, std::span<const std::uint8_t> only = {});
};

}  // namespace gaiku::solve::staged
