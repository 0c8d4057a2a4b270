#include "assess/finance/distribution.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace gaiku {
namespace {

/// Box and Muller.
double standard_normal(const std::array<double, 2>& u) {
    return std::sqrt(-2 * std::log(u[0])) * std::cos(2 * std::numbers::pi * u[1]);
}

double triangular(const Distribution& d, double u) {
    const double width = d.high - d.low;
    const double left = d.mode - d.low;
    if (u * width < left) return d.low + std::sqrt(u * width * left);
    return d.high - std::sqrt((1 - u) * width * (d.high - d.mode));
}

}  // namespace

double draw(const Distribution& d, const std::array<double, 2>& u) {
    switch (d.kind) {
        case Distribution::Kind::uniform:
            return d.low + u[0] * (d.high - d.low);
        case Distribution::Kind::triangular:
            return triangular(d, u[0]);
        case Distribution::Kind::normal:
            return std::clamp(d.mean + d.deviation * standard_normal(u), d.low, d.high);
        case Distribution::Kind::lognormal: {
            const double variance = std::log1p(d.deviation * d.deviation / (d.mean * d.mean));
            const double centre = std::log(d.mean) - variance / 2;
            return std::clamp(std::exp(centre + std::sqrt(variance) * standard_normal(u)), d.low, d.high);
        }
        case Distribution::Kind::values: {
            const auto count = static_cast<double>(d.values.size());
            return d.values[static_cast<std::size_t>(u[0] * count)];
        }
    }
    return d.mean;
}

}  // namespace gaiku
