#pragma once

#include <algorithm>
#include <optional>
#include <span>
#include <vector>

#include "solve/staged/order.h"

namespace gaiku::solve::staged {

using Strip = std::span<double>;
using ShortStrip = std::span<float>;

/// A direction's vectors.
struct DirectionMemory {
    Strip node, slack;
    ShortStrip z, v;
    [[nodiscard]] Direction view() { return {node.data(), slack.data(), z.data(), v.data()}; }
};

/// The vectors of a problem by steps, and where each of its rows and columns stands in them: frames in turn (a vector
/// of lanes for each role), then what is of all steps, filled up to whole vectors.
class Memory {
public:
    Memory(const Problem& problem, const Limits& limits, const Places& places, const Segments& segments,
           const StepTemplate& step);

    // Roles of rows that have a slack in some step, and pairs (columns, then slacks) that have an upper limit in some.
    std::vector<std::int32_t> row_of_slack, pair_of_upper;

    /// Costs of columns, then right-hand sides of rows, as series; for groups that are laid out.
    void set_given(FrameValues given);

    /// Lays the vectors out for an order of elimination that was found with the roles above.
    void lay_out(const Order& order);

    void release();

    [[nodiscard]] std::size_t pair_of_column(std::int32_t j) const;
    [[nodiscard]] std::size_t pair_of_row(std::int32_t i) const;  ///< its slack's
    [[nodiscard]] std::size_t slack_of_row(std::int32_t i) const;
    [[nodiscard]] std::size_t node_of_column(std::int32_t j) const;
    [[nodiscard]] std::size_t node_of_row(std::int32_t i) const;
    [[nodiscard]] std::size_t place_of_row(std::int32_t i) const;
    [[nodiscard]] std::size_t place_of_step(std::int32_t step) const;  ///< in a series of numbers, one of each step
    [[nodiscard]] std::size_t upper_of_column(std::int32_t j) const;
    [[nodiscard]] std::size_t upper_of_row(std::int32_t i) const;
    [[nodiscard]] bool has_slack(std::int32_t i) const;

    /// Where the part of all steps begins, in doubles.
    struct Offsets {
        std::size_t pair = 0, row = 0, upper = 0, node = 0, slack = 0;
    };
    [[nodiscard]] const Offsets& global() const { return global_; }
    [[nodiscard]] const Block& global_block() const { return block_; }
    [[nodiscard]] State global_state() const;
    [[nodiscard]] static Direction at(const Direction& d, const Offsets& o) {
        const bool has_duals = d.z != nullptr;
        return {d.node + o.node, d.slack + o.slack, has_duals ? d.z + o.pair : nullptr,
                has_duals ? d.v + o.upper : nullptr};
    }
    static constexpr std::size_t none = static_cast<std::size_t>(-1);
    /// Calls of_column(node, pair) and of_row(node, row, slack, pair) for all places, those of no column or row among
    /// them; slack is none in equations.
    template <class OfColumn, class OfRow>
    void each_node(OfColumn of_column, OfRow of_row) const;

    /// Place of a node (a column, or columns + a row's role) of a segment's last frame in a vector of nodes.
    [[nodiscard]] std::size_t last_node(std::int32_t segment, std::int32_t node) const;

    State state{};
    DirectionMemory main, found;  ///< of the one found last only nodes and slacks
    std::vector<Group> groups;
    Strip cost, right;  ///< of what is of all steps
    Strip x, z, theta, y, w, v, limit, refine;
    ShortStrip by_x, by_w;

private:
    [[nodiscard]] std::size_t in_frame(std::int32_t step, std::int32_t per_frame, std::int32_t k) const;
    [[nodiscard]] std::size_t row_of_all(std::size_t begin, Place place) const;

    const Problem& p_;
    const Places& places_;
    const Segments& segments_;
    const StepTemplate& step_;
    const Plan* plan_ = nullptr;
    std::vector<std::int32_t> upper_of_pair_;
    std::vector<std::int32_t> slack_of_row_;
    std::vector<std::int32_t> identity_;
    std::optional<FrameValues> given_;
    std::vector<Value> given_values_;
    Offsets global_;
    Block block_;
    Arena arena_;
    struct GroupMemory {
        std::vector<const double*> coefficient;
        std::vector<std::int32_t> varying;
        Strip first_is_one, factor, work, left, scaled, border, border_x, border_sum, left_end, right_begin, scratch,
            sweep, passed_on, diagonal, given_here;
    };
    class Layout;
    void ask_for_group(GroupMemory& m, Layout& layout) const;
    std::vector<GroupMemory> group_memory_;
};

template <class OfColumn, class OfRow>
void Memory::each_node(OfColumn of_column, OfRow of_row) const {
    const auto lanes = staged::at(segments_.lanes);
    const auto of_block = [&](const Block& b, const Offsets& o) {
        for (std::size_t c = 0; c < staged::at(b.columns) * lanes; ++c) of_column(o.node + c, o.pair + c);
        for (std::size_t r = 0; r < staged::at(b.rows); ++r) {
            const std::int32_t k = b.slack_of_row[r];
            const std::size_t node = o.node + (staged::at(b.columns) + r) * lanes, row = o.row + r * lanes,
                              slack = o.slack + staged::at(std::max(k, 0)) * lanes,
                              pair = o.pair + staged::at(b.columns + std::max(k, 0)) * lanes;
            for (std::size_t l = 0; l < lanes; ++l) of_row(node + l, row + l, k < 0 ? none : slack + l, pair + l);
        }
    };
    const Plan& p = *plan_;
    const Block frame{p.columns, p.rows, p.slacks, p.uppers, p.row_of_slack, p.slack_of_row, p.pair_of_upper};
    for (std::size_t f = 0; f < staged::at(segments_.groups * p.frames); ++f) {
        const auto begin = [&](std::int32_t per_frame) { return f * staged::at(per_frame) * lanes; };
        of_block(frame, {begin(p.pairs), begin(p.rows), begin(p.uppers), begin(p.nodes), begin(p.slacks)});
    }
    of_block(block_, global_);
}

}  // namespace gaiku::solve::staged
