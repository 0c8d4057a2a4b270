#pragma once

#include "demand/year_shape.h"

namespace gaiku {

struct PeakFit {
    double exponent = 1;
    bool met = false;  ///< the highest hour is the one asked for
};

/// Bends a shape that sums to 1 until its highest hour is `peak_share` of the year: each hour is raised to an exponent,
/// and all are scaled back to the sum of 1, so that order, zeros and the year stay. The exponent lies between
/// `lowest_exponent` and `highest_exponent`; where that is not enough the nearest is taken and `met` is false.
PeakFit fit_peak(HourlyYear& shape, double peak_share);

inline constexpr double lowest_exponent = 0.2, highest_exponent = 8;

}  // namespace gaiku
