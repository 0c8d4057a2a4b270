#include "assess/finance/roots.h"

#include <cmath>

namespace gaiku {
namespace {

/// One change between `low` and `high`: false position (Illinois), every third step a bisection, so that a step of the
/// function cannot hold it up.
SignChanges::At close_in(const std::function<double(double)>& function, double low, double at_low, double high,
                         double at_high) {
    const bool rises = at_low < 0;
    const double size = std::abs(at_low) + std::abs(at_high);
    double weight_low = at_low;
    double weight_high = at_high;
    for (int i = 0; i < 200 && high - low > 1e-13 * (std::abs(low) + std::abs(high)); ++i) {
        double x = (low * weight_high - high * weight_low) / (weight_high - weight_low);
        if (i % 3 == 2 || !(x > low && x < high)) x = 0.5 * (low + high);
        if (!(x > low && x < high)) break;
        const double value = function(x);
        if ((value < 0) == rises) {
            low = x;
            at_low = weight_low = value;
            weight_high *= 0.5;
        } else {
            high = x;
            at_high = weight_high = value;
            weight_low *= 0.5;
        }
    }
    const bool jump = std::abs(at_low) + std::abs(at_high) > 1e-6 * size;
    return {rises ? high : low, rises, jump};
}

}  // namespace

SignChanges sign_changes(const std::function<double(double)>& function, double low, double high, int pieces) {
    SignChanges found;
    double x = low;
    double value = function(low);
    found.at_low = value;
    double from = low;
    bool open = value >= 0;
    for (int i = 1; i <= pieces; ++i) {
        const double next_x = i == pieces ? high : low + (high - low) * i / pieces;
        const double next = function(next_x);
        if ((next < 0) != (value < 0)) {
            found.changes.push_back(close_in(function, x, value, next_x, next));
            const auto& change = found.changes.back();
            if (!change.rises) found.met.push_back({from, change.x});
            from = change.x;
            open = change.rises;
        }
        x = next_x;
        value = next;
    }
    found.at_high = value;
    if (open) found.met.push_back({from, high});
    return found;
}

}  // namespace gaiku
