#include "demand/fit_peak.h"

#include <algorithm>
#include <cmath>

namespace gaiku {
namespace {

/// Logarithms of the hours over the highest one, where they are not 0.
std::vector<double> logarithms(const HourlyYear& shape, double highest) {
    std::vector<double> logs;
    logs.reserve(shape.size());
    for (const double hour : shape) {
        if (hour > 0) logs.push_back(std::log(hour / highest));
    }
    return logs;
}

double sum_of_powers(const std::vector<double>& logs, double p) {
    double sum = 0;
    for (const double log : logs) sum += std::exp(p * log);
    return sum;
}

/// Newton's method for sum(exp(p l)) = sum, which falls in p and is convex; kept within the bounds. Where
/// even a bound does not reach the sum, it is the answer: halving towards it would take fifty rounds over the year.
double exponent_for(const std::vector<double>& logs, double sum) {
    double low = lowest_exponent;
    double high = highest_exponent;
    double p = 1;
    constexpr int most_rounds = 60;
    for (int round = 0; round < most_rounds; ++round) {
        double value = 0;
        double slope = 0;
        for (const double log : logs) {
            const double power = std::exp(p * log);
            value += power;
            slope += log * power;
        }
        (value > sum ? low : high) = p;
        double next = slope < 0 ? p - (value - sum) / slope : high;
        if (!(next > low && next < high)) {
            const bool up = !(next < high);
            if (up && high == highest_exponent && sum_of_powers(logs, high) >= sum) return high;
            if (!up && low == lowest_exponent && sum_of_powers(logs, low) <= sum) return low;
            next = (low + high) / 2;
        }
        if (std::abs(next - p) <= 1e-13 * p) return next;
        p = next;
    }
    return p;
}

}  // namespace

PeakFit fit_peak(HourlyYear& shape, double peak_share) {
    const double highest = *std::max_element(shape.begin(), shape.end());
    PeakFit fit;
    if (!(highest > 0) || !(peak_share > 0)) return fit;
    // Highest over sum is to be peak_share: with the highest as 1, the sum is its inverse.
    const auto logs = logarithms(shape, highest);
    fit.exponent = exponent_for(logs, 1 / peak_share);
    double sum = 0;
    for (double& hour : shape) {
        if (hour > 0) hour = std::exp(fit.exponent * std::log(hour / highest));
        sum += hour;
    }
    for (double& hour : shape) hour /= sum;
    constexpr double tolerance = 1e-9;
    fit.met = std::abs(1 / sum - peak_share) <= tolerance * peak_share;
    return fit;
}

}  // namespace gaiku
