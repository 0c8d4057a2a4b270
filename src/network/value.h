#pragma once

#include <limits>

#include "network/id.h"

namespace gaiku::network {

inline constexpr double unlimited = std::numeric_limits<double>::infinity();

/// A number for every step: the same everywhere, or a factor times a series. Constants are never expanded.
struct Value {
    double factor = 0;  ///< the number itself when there is no series
    SeriesId series;

    constexpr Value() = default;
    constexpr Value(double number) : factor(number) {}                             // NOLINT: a plain number is a value
    constexpr Value(SeriesId of, double times = 1) : factor(times), series(of) {}  // NOLINT: so is a series

    [[nodiscard]] constexpr bool is_constant() const { return series.index < 0; }
    bool operator==(const Value&) const = default;
};

}  // namespace gaiku::network
