#include "assess/finance/roots.h"

#include <algorithm>
#include <cmath>

namespace gaiku {
namespace {

/// One change between `low` and `high`: false position (Illinois), every third step a bisection, so that a step of the
/// function cannot hold it up.
SignChanges::At close_in(const std::function<double(double)>& function, double low, double at_low, double high,
                         double at_high, double finest) {
    const bool rises = at_low < 0;
    const double size = std::abs(at_low) + std::abs(at_high);
    double weight_low = at_low;
    double weight_high = at_high;
    for (int i = 0; i < 200 && high - low > std::max(finest, 1e-13 * (std::abs(low) + std::abs(high))); ++i) {
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

using Function = std::function<double(double)>;
using Point = SignChanges::Point;

/// Between two x around a peak (`sign` 1) or a valley (-1): ever finer steps around the best of the last, until the
/// value has passed zero or the steps are as fine as anybody plans. Kinks and steps need no slope this way.
Point look_closer(const Function& function, double from, double to, Point best, double sign, double least,
                  int& looked_at) {
    constexpr int steps = 12;
    const double finest = std::max(least, 1e-7 * (to - from));
    while (to - from > finest && best.value * sign < 0) {
        const double low = from;
        const double step = (to - from) / steps;
        for (int i = 1; i < steps && best.value * sign < 0; ++i) {
            const double x = low + step * i;
            const double value = function(x);
            ++looked_at;
            if (value * sign > best.value * sign) best = {x, value};
        }
        from = std::max(from, best.x - step);
        to = std::min(to, best.x + step);
    }
    return best;
}

/// The peaks below zero and valleys above it among points that ascend, looked at closely: those beyond zero are added.
void add_narrow_windows(const Function& function, std::vector<Point>& points, double finest, SignChanges& found) {
    std::vector<Point> narrow;
    for (std::size_t i = 0; i < points.size(); ++i) {
        const Point& here = points[i];
        const double sign = here.value < 0 ? 1 : -1;
        const Point& before = points[i == 0 ? 0 : i - 1];
        const Point& after = points[std::min(i + 1, points.size() - 1)];
        const bool highest = here.value * sign >= before.value * sign && here.value * sign >= after.value * sign;
        const bool flat = here.value == before.value && here.value == after.value;
        if (!highest || flat) continue;
        const Point best = look_closer(function, before.x, after.x, here, sign, finest, found.looked_at);
        if (best.value > found.best.value) found.best = best;
        if ((best.value < 0) != (here.value < 0)) narrow.push_back(best);
    }
    points.insert(points.end(), narrow.begin(), narrow.end());
    std::sort(points.begin(), points.end(), [](const Point& a, const Point& b) { return a.x < b.x; });
}

}  // namespace

SignChanges sign_changes(const std::function<double(double)>& function, double low, double high, int pieces,
                         double finest) {
    finest *= high - low;
    SignChanges found;
    std::vector<Point> points;
    for (int i = 0; i <= pieces; ++i) {
        const double x = i == pieces ? high : low + (high - low) * i / pieces;
        points.push_back({x, function(x)});
    }
    found.looked_at = pieces + 1;
    found.best = *std::max_element(points.begin(), points.end(),
                                   [](const Point& a, const Point& b) { return a.value < b.value; });
    add_narrow_windows(function, points, finest, found);
    double from = low;
    for (std::size_t i = 1; i < points.size(); ++i) {
        const Point& last = points[i - 1];
        const Point& next = points[i];
        if ((next.value < 0) == (last.value < 0)) continue;
        found.changes.push_back(close_in(function, last.x, last.value, next.x, next.value, finest));
        const auto& change = found.changes.back();
        if (!change.rises) found.met.push_back({from, change.x});
        from = change.x;
    }
    if (points.back().value >= 0) found.met.push_back({from, high});
    return found;
}

}  // namespace gaiku
