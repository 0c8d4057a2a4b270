#pragma once

#include <span>
#include <vector>

#include "solve/staged/aligned.h"
#include "solve/staged/kernels.h"
#include "solve/staged/segments.h"

namespace gaiku::solve::staged {

/// Series of numbers in lanes by frame (groups x frames x lanes). One that is the same in every step is kept as two
/// vectors: frame 0, where short segments have none, and the others.
class FrameValues {
public:
    explicit FrameValues(const Segments& segments) : segments_(segments) {}

    void add(std::span<const double> series);
    /// All that were added, group by group.
    [[nodiscard]] std::vector<Value> values() const;

private:
    [[nodiscard]] bool is_constant(std::span<const double> series) const;
    [[nodiscard]] Doubles shortened(std::span<const double> series) const;

    const Segments& segments_;
    std::vector<Doubles> numbers_;
    std::vector<std::int32_t> last_;
};

}  // namespace gaiku::solve::staged
