#pragma once

#include <array>
#include <string>
#include <utility>
#include <vector>

#include "district/record.h"

namespace gaiku {

/// How far the optimiser's segments lie from a sourced curve, over its loads in steps of 1 %.
struct CurveFit {
    std::string curve;   ///< its name
    double largest = 0;  ///< (segments - curve) / curve where that is largest in size
    double at_load = 0;  ///< the load there
    double mean = 0;     ///< of its size
};

/// A sourced curve: input over that of full load as a polynomial of the load x, a0 + a1 x + ... + a4 x^4, for loads
/// from `from` to 1.
struct LoadCurve {
    std::string name;
    double from = 0;
    std::array<double, 5> a{};  ///< a0 first

    [[nodiscard]] double at(double load) const;
};

/// The curve that an entry such as `curve: turbo_chiller_cooling` names. Its row has all numbers (checks::part_load).
[[nodiscard]] LoadCurve load_curve(const Value& reference);

/// The points (load, input) of the convex curve that the optimiser takes instead: the lower hull of (0, 0), standing
/// still, and the curve, with chords that lie at most `chord` above it. The hull leaves the curve where its efficiency
/// is best: below, it is as if the machine ran at that load for part of the step. A machine that is on or off cannot do
/// so: with a minimum load it is the hull of the curve from there on, without (0, 0).
[[nodiscard]] std::vector<std::pair<double, double>> convex_points(const LoadCurve& curve, double minimum_load = 0);
inline constexpr double chord = 0.0025;  ///< of the input at full load

/// Over the loads from the first point on, of those that the curve has.
[[nodiscard]] CurveFit fit(const LoadCurve& curve, const std::vector<std::pair<double, double>>& points);

}  // namespace gaiku
