#pragma once

#include <memory>
#include <vector>

#include "solve/staged/order.h"
#include "solve/staged/team.h"

namespace gaiku::solve::staged {

/// A direction's vectors.
struct DirectionMemory {
    Doubles node, slack, z, w, v;
    [[nodiscard]] Direction view() { return {node.data(), slack.data(), z.data(), w.data(), v.data()}; }
};

/// The vectors of a problem by steps, and where each of its rows and columns stands in them: frames in turn (a vector
/// of lanes for each role), then what is of all steps, filled up to whole vectors.
class Memory {
public:
    Memory(const Problem& problem, const Limits& limits, const Places& places, const Segments& segments,
           const StepTemplate& step);

    // Roles of rows that have a slack in some step, and pairs (columns, then slacks) that have an upper limit in some.
    std::vector<std::int32_t> row_of_slack, pair_of_upper;

    /// Lays the vectors out for an order of elimination that was found with the roles above.
    Memory& lay_out(const Order& order, Team& team);

    [[nodiscard]] std::size_t pair_of_column(std::int32_t j) const;
    [[nodiscard]] std::size_t pair_of_row(std::int32_t i) const;  ///< its slack's
    [[nodiscard]] std::size_t place_of_row(std::int32_t i) const;
    [[nodiscard]] std::size_t place_of_cost(std::int32_t j) const;
    [[nodiscard]] std::size_t upper_of_column(std::int32_t j) const;
    [[nodiscard]] std::size_t upper_of_row(std::int32_t i) const;
    [[nodiscard]] bool has_slack(std::int32_t i) const;

    /// Where the part of all steps begins, in doubles.
    struct Offsets {
        std::size_t pair = 0, row = 0, cost = 0, upper = 0, node = 0, slack = 0;
    };
    [[nodiscard]] const Offsets& global() const { return global_; }
    [[nodiscard]] const Block& global_block() const { return block_; }
    [[nodiscard]] State global_state() const;
    [[nodiscard]] static Direction at(const Direction& d, const Offsets& o) {
        return {d.node + o.node, d.slack + o.slack, d.z + o.pair, d.w + o.upper, d.v + o.upper};
    }
    /// Place of a node (a column, or columns + a row's role) of a segment's last frame in a vector of nodes.
    [[nodiscard]] std::size_t last_node(std::int32_t segment, std::int32_t node) const;
    [[nodiscard]] std::size_t first_node(std::int32_t segment, std::int32_t node) const;

    State state{};
    DirectionMemory main, found;
    std::vector<Group> groups;
    Doubles x, z, d, by_x, dual_residual, cost, y, right, row_residual, w, v, by_w, limit, upper_residual, refine;

private:
    [[nodiscard]] std::size_t in_frame(std::int32_t step, std::int32_t per_frame, std::int32_t k) const;

    const Problem& p_;
    const Places& places_;
    const Segments& segments_;
    const StepTemplate& step_;
    const Plan* plan_ = nullptr;
    std::vector<std::int32_t> upper_of_pair_;
    std::vector<std::int32_t> slack_of_row_;
    std::vector<std::int32_t> global_place_of_column_, global_place_of_row_;
    std::vector<std::int32_t> identity_;
    Offsets global_;
    Block block_;
    struct GroupMemory {
        Doubles first_is_one, factor, work, left, right, border, border_x, border_sum, left_end, right_begin, scratch;
    };
    std::vector<GroupMemory> group_memory_;
};

}  // namespace gaiku::solve::staged
