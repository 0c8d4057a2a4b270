#pragma once

#include <vector>

#include "solve/staged/memory.h"

namespace gaiku::solve::staged {

/// What remains when all frames are eliminated, as one dense matrix: segment by segment the last carried columns
/// (positive pivots) and the rows of their pairs (negative ones), then columns and rows of all steps. A segment's end
/// meets those beside it and what is of all steps, so that most of the rows above those stay empty.
class EndSystem {
public:
    EndSystem(const StepTemplate& step, const Order& order, const Segments& segments, std::int32_t global_columns,
              std::int32_t global_rows);

    /// From what factor() has left in the groups. Returns the number of pivots that were lost.
    std::int32_t factor(const Kernels& kernels, const Memory& memory, double rho, double delta);

    /// Takes the groups' borders and the ends of `nodes`, and puts the solution there.
    void solve(Memory& memory, double* nodes);

    [[nodiscard]] std::int32_t size() const { return n_; }

private:
    [[nodiscard]] std::int32_t node_of_border(std::int32_t b, std::int32_t segment) const;
    [[nodiscard]] std::int32_t end_node(std::int32_t segment, std::int32_t k) const {
        return segment * (carried_ + pairs_) + k;
    }
    void add(std::int32_t a, std::int32_t b, double value);
    void add_segment(const Memory& memory, std::int32_t segment);
    void add_ends(const Memory& memory, std::int32_t segment);
    /// Calls use(end node, place in nodes) for what a segment's last frame keeps.
    template <class Use>
    void each_end(const Memory& memory, std::int32_t segment, Use use) const;
    void substitute();

    const StepTemplate& step_;
    const Order& order_;
    const Segments& segments_;
    std::int32_t global_columns_, global_rows_, carried_, pairs_ = 0, first_column_, first_row_, n_;
    std::vector<std::uint8_t> is_positive_;  ///< pivots
    double delta_ = 0;
    Doubles matrix_, right_, work_;
};

}  // namespace gaiku::solve::staged
