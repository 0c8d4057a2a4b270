#include "solve/staged/frame_values.h"

#include <algorithm>

#include "solve/staged/by_rows.h"

namespace gaiku::solve::staged {

void FrameValues::add(std::span<const double> series) {
    const std::int32_t frames = segments_.frames;
    last_.push_back(is_constant(series) ? std::min(1, frames - 1) : frames - 1);
    numbers_.push_back(last_.back() + 1 < frames ? shortened(series) : Doubles(series.begin(), series.end()));
}

std::vector<Value> FrameValues::values() const {
    std::vector<Value> result;
    for (std::int32_t g = 0; g < segments_.groups; ++g) {
        for (std::size_t e = 0; e < numbers_.size(); ++e)
            result.push_back({numbers_[e].data() + at(g * (last_[e] + 1) * segments_.lanes), last_[e]});
    }
    return result;
}

/// In every lane of every frame that a step has.
bool FrameValues::is_constant(std::span<const double> series) const {
    const auto lanes = at(segments_.lanes), frames = at(segments_.frames);
    for (std::int32_t s = 0; s < segments_.count(); ++s) {
        const std::size_t group = at(s) / lanes, lane = at(s) % lanes;
        for (auto f = at(segments_.first_frame(s)); f < frames; ++f) {
            if (series[(group * frames + f) * lanes + lane] != series[(frames - 1) * lanes]) return false;
        }
    }
    return true;
}

Doubles FrameValues::shortened(std::span<const double> series) const {
    Doubles two;
    const auto lanes = at(segments_.lanes), frames = at(segments_.frames);
    for (std::size_t g = 0; g < at(segments_.groups); ++g) {
        const auto begin = series.begin() + static_cast<std::ptrdiff_t>(g * frames * lanes);
        two.insert(two.end(), begin, begin + static_cast<std::ptrdiff_t>(2 * lanes));
    }
    return two;
}

}  // namespace gaiku::solve::staged
