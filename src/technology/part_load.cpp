#include "technology/part_load.h"

#include <algorithm>

namespace gaiku {

PartLoad::PartLoad(const Record& asset) {
    double load = 0;
    double input = 0;
    std::size_t index = 0;
    for (const auto& [id, point] : asset.records("part_load")) {
        const double next_load = point->number("load");
        const double next_input = next_load / point->number("relative_efficiency");
        const double slope = (next_input - input) / (next_load - load);
        constexpr double same = 1e-9;  // a point on the line before adds nothing
        const double before = pieces_.empty() ? 0 : pieces_.back().slope.factor;
        if (!pieces_.empty() && slope < before - same && !not_convex_) not_convex_ = index;
        if (pieces_.empty() || slope > before + same) pieces_.push_back({slope, input - slope * load});
        load = next_load;
        input = next_input;
        ++index;
    }
}

double PartLoad::most_input(double output) const {
    return pieces_.empty() ? output : (pieces_.back().slope.factor + pieces_.back().intercept) * output;
}

double PartLoad::input(double output, double capacity) const {
    if (pieces_.empty()) return output;
    double most = 0;
    for (const auto& piece : pieces_) most = std::max(most, piece.slope.factor * output + piece.intercept * capacity);
    return most;
}

}  // namespace gaiku
