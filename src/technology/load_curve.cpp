#include "technology/load_curve.h"

#include <algorithm>
#include <cmath>

namespace gaiku {
namespace {

using Point = std::pair<double, double>;

/// Whether b lies on or above the line from a to c.
bool above(const Point& a, const Point& b, const Point& c) {
    return (b.second - a.second) * (c.first - a.first) >= (c.second - a.second) * (b.first - a.first);
}

double between(const Point& a, const Point& b, double load) {
    return a.second + (b.second - a.second) * (load - a.first) / (b.first - a.first);
}

/// Keeps as few of the points from `first` to `last` as chords need: the farthest one where it is too far.
void thin(const std::vector<Point>& hull, std::size_t first, std::size_t last, std::vector<Point>& kept) {
    double most = 0;
    std::size_t farthest = first;
    for (std::size_t i = first + 1; i < last; ++i) {
        const double gap = between(hull[first], hull[last], hull[i].first) - hull[i].second;
        if (gap > most) {
            most = gap;
            farthest = i;
        }
    }
    if (most > chord) {
        thin(hull, first, farthest, kept);
        thin(hull, farthest, last, kept);
        return;
    }
    kept.push_back(hull[last]);
}

}  // namespace

double LoadCurve::at(double load) const {
    double value = 0;
    for (std::size_t i = a.size(); i-- > 0;) value = value * load + a[i];
    return value;
}

LoadCurve load_curve(const Value& reference) {
    const auto& cells = reference.cells;
    LoadCurve curve{reference.text, cells.at("load_from"), {}};
    for (std::size_t i = 0; i < curve.a.size(); ++i) curve.a[i] = cells.at("a" + std::to_string(i));
    return curve;
}

std::vector<Point> convex_points(const LoadCurve& curve, double minimum_load) {
    constexpr int steps = 400;
    const bool switched = minimum_load > 0;
    const double from = std::clamp(minimum_load, curve.from, 1.0);
    std::vector<Point> hull;
    if (!switched || from == 1) hull.emplace_back(0, 0);
    for (int i = from == 1 ? steps : 0; i <= steps; ++i) {
        const double load = from + (1 - from) * i / steps;
        if (load == 0) continue;
        const Point next{load, curve.at(load)};
        while (hull.size() > 1 && above(hull[hull.size() - 2], hull.back(), next)) hull.pop_back();
        hull.push_back(next);
    }
    // What best efficiency reaches is kept: from there on the segments follow the curve.
    const std::size_t follows = switched ? 0 : 1;
    std::vector<Point> kept(hull.begin(), hull.begin() + static_cast<std::ptrdiff_t>(follows) + 1);
    if (hull.size() > follows + 1) thin(hull, follows, hull.size() - 1, kept);
    return kept;
}

CurveFit fit(const LoadCurve& curve, const std::vector<Point>& points) {
    CurveFit result{curve.name, 0, 1, 0};
    const double from = std::max(curve.from, points.front().first);
    const int first = std::max(1, static_cast<int>(std::ceil(from * 100 - 1e-9)));
    for (int percent = first; percent <= 100; ++percent) {
        const double load = percent / 100.0;
        const auto after =
            std::find_if(points.begin() + 1, points.end() - 1, [&](const Point& p) { return p.first >= load; });
        const double deviation = between(*std::prev(after), *after, load) / curve.at(load) - 1;
        result.mean += std::abs(deviation) / (101 - first);
        if (std::abs(deviation) <= std::abs(result.largest)) continue;
        result.largest = deviation;
        result.at_load = load;
    }
    return result;
}

}  // namespace gaiku
