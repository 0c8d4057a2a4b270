#include "solve/staged/segments.h"

#include "solve/staged/by_rows.h"

namespace gaiku::solve::staged {

Segments::Segments(std::int32_t step_count, std::int32_t count, std::int32_t lane_count)
    : steps(step_count), lanes(lane_count), groups(count / lane_count), frames((step_count + count - 1) / count) {
    const std::int32_t longer = steps % count;
    std::int32_t next = 0;
    for (std::int32_t s = 0; s < count; ++s) {
        begin.push_back(next);
        next += longer == 0 || s < longer ? frames : frames - 1;
    }
    begin.push_back(steps);
    for (std::int32_t s = 0; s < count; ++s) {
        for (std::int32_t i = 0; i < length(s); ++i) spots_.push_back({s / lanes, first_frame(s) + i, s % lanes});
    }
}

std::int32_t Segments::length(std::int32_t segment) const {
    return begin[at(segment) + 1] - begin[at(segment)];
}

}  // namespace gaiku::solve::staged
