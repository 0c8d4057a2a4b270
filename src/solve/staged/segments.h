#pragma once

#include <cstdint>
#include <vector>

namespace gaiku::solve::staged {

/// The year cut into segments of nearly the same length, which are eliminated side by side: `lanes` of them in the
/// lanes of one instruction stream, such a group beside another on another core. All segments end with the last frame;
/// a shorter one has nothing in frame 0.
struct Segments {
    std::int32_t steps = 0, lanes = 0, groups = 0, frames = 0;
    std::vector<std::int32_t> begin;  ///< first step of each segment, and `steps`

    struct Spot {
        std::int32_t group = 0, frame = 0, lane = 0;
    };

    /// `count` segments, a multiple of `lanes`; steps >= count.
    Segments(std::int32_t steps, std::int32_t count, std::int32_t lanes);

    [[nodiscard]] std::int32_t count() const { return groups * lanes; }
    [[nodiscard]] std::int32_t length(std::int32_t segment) const;
    [[nodiscard]] const Spot& spot(std::int32_t step) const { return spots_[static_cast<std::size_t>(step)]; }
    /// The frame that a segment begins in: 0 or 1.
    [[nodiscard]] std::int32_t first_frame(std::int32_t segment) const { return frames - length(segment); }

private:
    std::vector<Spot> spots_;  ///< of every step
};

}  // namespace gaiku::solve::staged
