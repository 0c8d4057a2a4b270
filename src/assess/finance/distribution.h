#pragma once

#include <array>
#include <vector>

namespace gaiku {

/// How an uncertain number is spread.
struct Distribution {
    enum class Kind { uniform, triangular, normal, lognormal, values };
    Kind kind = Kind::normal;
    double low = 0, high = 0;         ///< of uniform and triangular; else nothing lies beyond them
    double mode = 0;                  ///< of triangular
    double mean = 1, deviation = 0;   ///< of normal and lognormal, of the number itself
    std::vector<double> values = {};  ///< each as likely as the others
};

/// A draw from two uniform numbers.
[[nodiscard]] double draw(const Distribution& distribution, const std::array<double, 2>& uniform);

}  // namespace gaiku
