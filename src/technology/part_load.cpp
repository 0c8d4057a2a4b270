#include "technology/part_load.h"

#include <algorithm>
#include <limits>

namespace gaiku {
namespace {

struct Line {
    double slope = 0;
    double intercept = 0;
};

struct Lines {
    std::vector<Line> all;
    std::optional<std::size_t> not_convex;
};

/// The lines through points that begin at (0, 0). A point on the line before adds nothing; one line through (1, 1) is
/// the same efficiency at every load.
Lines lines_through(const std::vector<std::pair<double, double>>& points) {
    constexpr double same = 1e-9;
    Lines lines;
    for (std::size_t i = 1; i < points.size(); ++i) {
        const auto& [load, input] = points[i];
        const double slope = (input - points[i - 1].second) / (load - points[i - 1].first);
        const double before = lines.all.empty() ? 0 : lines.all.back().slope;
        if (!lines.all.empty() && slope < before - same && !lines.not_convex) lines.not_convex = i - 1;
        if (lines.all.empty() || slope > before + same) lines.all.push_back({slope, input - slope * load});
    }
    return lines;
}

/// One line at one temperature; lines that vary by step may be the same in some of them.
bool is_same(const PartLoad::Piece& a, const PartLoad::Piece& b) {
    return a.slope.is_constant() && b.slope.is_constant() && a.intercept.is_constant() && b.intercept.is_constant() &&
           a.slope.factor == b.slope.factor && a.intercept.factor == b.intercept.factor;
}

/// Of a rise between two loads; with no room between them, there is no line but the curve itself.
double slope_of(double rise, double from, double to) {
    return to > from ? rise / (to - from) : 0;
}

}  // namespace

PartLoad::PartLoad(const Record& asset, const char* curve) {
    std::vector<std::pair<double, double>> points{{0, 0}};
    // What is on or off begins at the first point; its line goes on down to the minimum load.
    const double minimum_load = asset.has("minimum_load") ? asset.number("minimum_load") : 0;
    const bool from_first_point = minimum_load > 0 && asset.records("part_load").size() > 1;
    if (const Value* named = asset.find(curve)) {
        const LoadCurve sourced = load_curve(*named);
        points = convex_points(sourced, minimum_load);
        fits_ = {fit(sourced, points)};
    } else {
        for (const auto& [id, point] : asset.records("part_load")) {
            const double load = point->number("load");
            points.emplace_back(load, load / point->number("relative_efficiency"));
        }
    }
    if (from_first_point && fits_.empty()) points.erase(points.begin());
    const Lines lines = lines_through(points);
    not_convex_ = lines.not_convex;
    if (not_convex_ && from_first_point && fits_.empty()) ++*not_convex_;
    if (lines.all.size() == 1 && !fits_.empty() && lines.all[0].slope == 1) return;
    for (const auto& line : lines.all) pieces_.push_back({line.slope, line.intercept});
}

PartLoad::PartLoad(const std::vector<Span>& spans, const Profile& temperature, const Profile& capacity,
                   double minimum_load) {
    std::vector<Lines> of_span;
    std::size_t most = 0;
    for (const auto& span : spans) {
        const auto points = convex_points(span.curve, minimum_load);
        fits_.push_back(fit(span.curve, points));
        of_span.push_back(lines_through(points));
        most = std::max(most, of_span.back().all.size());
    }
    const auto span_at = [&](double at) {
        std::size_t i = spans.size() - 1;
        while (i > 0 && at < spans[i].from) --i;
        return i;
    };
    for (std::size_t k = 0; k < most; ++k) {
        const auto line_at = [&](double at) {  // a curve of fewer lines repeats its last
            const auto& lines = of_span[span_at(at)].all;
            return lines[std::min(k, lines.size() - 1)];
        };
        const auto slope = [&](double at, double share) { return line_at(at).slope / share; };
        const Piece piece{combine(temperature, capacity, slope),
                          apply(temperature, [&](double at) { return line_at(at).intercept; })};
        if (pieces_.empty() || !is_same(piece, pieces_.back())) pieces_.push_back(piece);
    }
}

double PartLoad::input(std::size_t step, double output, double capacity) const {
    if (pieces_.empty()) return output;
    double most = 0;
    for (const auto& piece : pieces_) most = std::max(most, piece.at(step, output, capacity));
    return most;
}

PartLoad::Piece PartLoad::chord(const Profile& availability, double from) const {
    const auto input_at = [&](const Profile& load) {
        Profile most = 0.0;
        for (const auto& piece : pieces_) {
            const Profile part =
                sum(combine(piece.slope, load, [](double slope, double at) { return slope * at; }), piece.intercept);
            most = combine(most, part, [](double a, double b) { return std::max(a, b); });
        }
        return most;
    };
    const Profile low = input_at(from);
    const Profile rise = combine(input_at(availability), low, [](double full, double least) { return full - least; });
    const Profile slope =
        combine(rise, availability, [from](double r, double full) { return slope_of(r, from, full); });
    return {slope, combine(low, slope, [from](double least, double s) { return least - s * from; })};
}

double PartLoad::most_input(std::size_t step, double output, double capacity, double from, double full) const {
    const double low = input(step, from, 1);
    const double slope = slope_of(input(step, full, 1) - low, from, full);
    return slope * output + (low - slope * from) * capacity;
}

double PartLoad::output(std::size_t step, double input, double capacity) const {
    if (pieces_.empty()) return input;
    double least = std::numeric_limits<double>::infinity();
    for (const auto& piece : pieces_)
        least = std::min(least, (input - piece.intercept.at(step) * capacity) / piece.slope.at(step));
    return std::max(least, 0.0);
}

}  // namespace gaiku
