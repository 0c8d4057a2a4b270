#pragma once

#include "solve/staged/kernels.h"
#include "solve/staged/lane.h"

namespace gaiku::solve::staged {

// Where the parts of one frame of a group begin, in the vectors of all. Templates, as all that kernels call.

template <class Isa>
Block block_of(const Plan& p) {
    return {p.columns, p.rows, p.slacks, p.uppers, p.row_of_slack, p.slack_of_row, p.pair_of_upper};
}

/// In doubles, of what a frame has one of.
template <class Isa>
std::int64_t place(const Plan& p, const Group& g, std::int32_t f) {
    return (std::int64_t{g.index} * p.frames + f) * Isa::width;
}

/// `i`: a frame's place.
template <class Isa>
State state_at(const Plan& p, const State& s, std::int64_t i) {
    const std::int64_t pair = i * p.pairs, row = i * p.rows, upper = i * p.uppers;
    return {s.x + pair,
            s.z + pair,
            s.by_x + pair,
            s.theta + i * p.slacks,
            nullptr,
            nullptr,
            s.y + row,
            s.w + upper,
            s.v + upper,
            s.by_w + upper,
            s.limit + upper,
            s.refine + i * p.nodes,
            s.residual + i * p.nodes,
            s.slack_residual + i * p.slacks};
}

/// Costs and right-hand sides of a frame, from what is mostly the same in every step.
template <class Isa>
void set_given(const Plan& p, const Group& g, std::int32_t f, State& at) {
    for (std::int32_t k = 0; k < p.nodes; ++k) {
        const Value& v = g.given[k];
        *Lane<Isa>::at(g.given_here, k) = *Lane<Isa>::at(v.data, f < v.last ? f : v.last);
    }
    at.cost = g.given_here;
    at.right = g.given_here + std::int64_t{p.columns} * Isa::width;
}

template <class Isa>
Direction direction_at(const Plan& p, const Direction& d, std::int64_t i) {
    const bool has_duals = d.z != nullptr;
    return {d.node + i * p.nodes, d.slack + i * p.slacks, has_duals ? d.z + i * p.pairs : nullptr,
            has_duals ? d.v + i * p.uppers : nullptr};
}

}  // namespace gaiku::solve::staged
