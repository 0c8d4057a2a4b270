#include "solve/staged/memory.h"

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <numeric>
#include <utility>

namespace gaiku::solve::staged {
namespace {

std::size_t up_to(std::size_t count, std::size_t lanes) {
    return (count + lanes - 1) / lanes * lanes;
}

}  // namespace

Memory::Memory(const Problem& problem, const Limits& limits, const Places& places, const Segments& segments,
               const StepTemplate& step)
    : p_(problem), places_(places), segments_(segments), step_(step), slack_of_row_(staged::at(step.rows), -1) {
    std::vector<std::uint8_t> slack(staged::at(step.rows), 0), row_range(staged::at(step.rows), 0),
        column_range(staged::at(step.columns), 0);
    global_place_of_row_.assign(p_.row_lower.size(), -1);
    global_place_of_column_.assign(p_.cost.size(), -1);
    for (std::size_t i = 0; i < p_.row_lower.size(); ++i) {
        const std::int32_t role = places.row_role[i];
        if (limits.row_is_gone[i] != 0 || places.row_step[i] < 0) continue;
        if (p_.row_lower[i] == p_.row_upper[i]) continue;
        slack[staged::at(role)] = 1;
        if (std::isfinite(p_.row_upper[i] - p_.row_lower[i])) row_range[staged::at(role)] = 1;
    }
    for (std::size_t j = 0; j < p_.cost.size(); ++j) {
        if (limits.column_is_gone[j] != 0 || places.column_step[j] < 0) continue;
        if (std::isfinite(limits.upper[j] - limits.lower[j])) column_range[staged::at(places.column_role[j])] = 1;
    }
    for (std::int32_t r = 0; r < step.rows; ++r) {
        if (slack[staged::at(r)] == 0) continue;
        slack_of_row_[staged::at(r)] = static_cast<std::int32_t>(row_of_slack.size());
        row_of_slack.push_back(r);
    }
    const auto pairs = step.columns + static_cast<std::int32_t>(row_of_slack.size());
    upper_of_pair_.assign(staged::at(pairs), -1);
    for (std::int32_t e = 0; e < pairs; ++e) {
        const bool has = e < step.columns ? column_range[staged::at(e)] != 0
                                          : row_range[staged::at(row_of_slack[staged::at(e - step.columns)])] != 0;
        if (!has) continue;
        upper_of_pair_[staged::at(e)] = static_cast<std::int32_t>(pair_of_upper.size());
        pair_of_upper.push_back(e);
    }
    std::int32_t next = 0;
    for (const std::int32_t j : places.global_columns) global_place_of_column_[staged::at(j)] = next++;
    next = 0;
    for (const std::int32_t i : places.global_rows) global_place_of_row_[staged::at(i)] = next++;
}

Memory& Memory::lay_out(const Order& order, Team& team) {
    plan_ = &order.plan;
    const Plan& p = *plan_;
    const auto lanes = staged::at(segments_.lanes), frames = staged::at(segments_.groups * p.frames);
    const std::size_t columns = up_to(places_.global_columns.size(), lanes),
                      rows = up_to(places_.global_rows.size(), lanes);
    const auto of_frames = [&](std::int32_t count) { return frames * lanes * staged::at(count); };
    global_ = {of_frames(p.pairs),  of_frames(p.rows),  of_frames(p.columns),
               of_frames(p.uppers), of_frames(p.nodes), of_frames(p.slacks)};
    const std::size_t pair = global_.pair + columns + rows, row = global_.row + rows,
                      upper = global_.upper + columns + rows, node = global_.node + columns + rows;
    std::vector<std::pair<Doubles*, std::size_t>> sizes;
    const auto ask = [&](std::initializer_list<Doubles*> vectors, std::size_t size) {
        for (Doubles* a : vectors) sizes.emplace_back(a, size);
    };
    ask({&x, &z, &by_x, &main.z}, pair);
    ask({&y, &right}, row);
    ask({&w, &v, &by_w, &limit, &main.v}, upper);
    ask({&refine, &main.node, &found.node}, node);
    ask({&theta, &main.slack, &found.slack}, global_.slack + rows);
    ask({&cost}, global_.cost + columns);
    group_memory_.assign(staged::at(segments_.groups), {});
    const std::size_t of_factor = staged::at(p.stored) * staged::at(p.frames) * lanes;
    for (GroupMemory& m : group_memory_) ask({&m.factor}, of_factor);
    // The system clears a page when it is first written to: on all cores.
    team.each(static_cast<std::int32_t>(sizes.size()), [&](std::int32_t i) {
        const auto& [vector, size] = sizes[staged::at(i)];
        vector->assign(size, 0);
    });
    std::fill(w.begin(), w.end(), 1.0);
    state = {x.data(), z.data(), by_x.data(), theta.data(), cost.data(),   y.data(),          right.data(),
             w.data(), v.data(), by_w.data(), limit.data(), refine.data(), found.node.data(), found.slack.data()};
    identity_.resize((columns + rows) / lanes);
    std::iota(identity_.begin(), identity_.end(), 0);
    const auto column_vectors = static_cast<std::int32_t>(columns / lanes),
               row_vectors = static_cast<std::int32_t>(rows / lanes);
    block_ = {column_vectors,   row_vectors,      row_vectors,     column_vectors + row_vectors,
              identity_.data(), identity_.data(), identity_.data()};
    groups.clear();
    for (std::int32_t g = 0; g < segments_.groups; ++g) {
        GroupMemory& m = group_memory_[staged::at(g)];
        const auto vectors = [&](std::int64_t count) { return static_cast<std::size_t>(count) * lanes; };
        const std::int64_t square = p.square;
        for (std::int32_t l = 0; l < segments_.lanes; ++l)
            m.first_is_one.push_back(segments_.first_frame(g * segments_.lanes + l) == 1 ? 1 : 0);
        m.work.assign(vectors(p.local_positions + square * square + p.carries), 0);
        m.left.assign(vectors(square * p.rank_ones), 0);
        m.right = m.left;
        m.border.assign(vectors(p.border), 0);
        m.border_x.assign(vectors(p.slots), 0);
        m.border_sum = m.border_x;
        m.left_end.assign(vectors(p.carried), 0);
        m.right_begin = m.left_end;
        m.scratch.assign(vectors(p.pairs + p.columns + p.nodes), 0);
        m.diagonal.assign(vectors(p.columns), 0);
        m.sweep.assign(vectors(2 * p.nodes), 0);
        groups.push_back({g, step_.values.data() + staged::at(g) * staged::at(p.entries), m.first_is_one.data(),
                          m.factor.data(), m.work.data(), m.left.data(), m.right.data(), m.border.data(),
                          m.border_x.data(), m.border_sum.data(), m.left_end.data(), m.right_begin.data(),
                          m.scratch.data(), m.diagonal.data(), m.sweep.data()});
    }
    return *this;
}

std::size_t Memory::in_frame(std::int32_t step, std::int32_t per_frame, std::int32_t k) const {
    const Segments::Spot spot = segments_.spot(step);
    const std::size_t frame = staged::at(spot.group * plan_->frames + spot.frame);
    return (frame * staged::at(per_frame) + staged::at(k)) * staged::at(segments_.lanes) + staged::at(spot.lane);
}

std::size_t Memory::pair_of_column(std::int32_t j) const {
    const std::int32_t step = places_.column_step[staged::at(j)];
    if (step < 0) return global_.pair + staged::at(global_place_of_column_[staged::at(j)]);
    return in_frame(step, plan_->pairs, places_.column_role[staged::at(j)]);
}

std::size_t Memory::pair_of_row(std::int32_t i) const {
    const std::int32_t step = places_.row_step[staged::at(i)];
    if (step < 0) {
        return global_.pair + staged::at(block_.columns * segments_.lanes) +
               staged::at(global_place_of_row_[staged::at(i)]);
    }
    return in_frame(step, plan_->pairs, plan_->columns + slack_of_row_[staged::at(places_.row_role[staged::at(i)])]);
}

std::size_t Memory::place_of_row(std::int32_t i) const {
    const std::int32_t step = places_.row_step[staged::at(i)];
    if (step < 0) return global_.row + staged::at(global_place_of_row_[staged::at(i)]);
    return in_frame(step, plan_->rows, places_.row_role[staged::at(i)]);
}

std::size_t Memory::place_of_cost(std::int32_t j) const {
    const std::int32_t step = places_.column_step[staged::at(j)];
    if (step < 0) return global_.cost + staged::at(global_place_of_column_[staged::at(j)]);
    return in_frame(step, plan_->columns, places_.column_role[staged::at(j)]);
}

std::size_t Memory::upper_of_column(std::int32_t j) const {
    const std::int32_t step = places_.column_step[staged::at(j)];
    if (step < 0) return global_.upper + staged::at(global_place_of_column_[staged::at(j)]);
    return in_frame(step, plan_->uppers, upper_of_pair_[staged::at(places_.column_role[staged::at(j)])]);
}

std::size_t Memory::upper_of_row(std::int32_t i) const {
    const std::int32_t step = places_.row_step[staged::at(i)];
    if (step < 0) {
        return global_.upper + staged::at(block_.columns * segments_.lanes) +
               staged::at(global_place_of_row_[staged::at(i)]);
    }
    const std::int32_t pair = plan_->columns + slack_of_row_[staged::at(places_.row_role[staged::at(i)])];
    return in_frame(step, plan_->uppers, upper_of_pair_[staged::at(pair)]);
}

bool Memory::has_slack(std::int32_t i) const {
    return p_.row_lower[staged::at(i)] != p_.row_upper[staged::at(i)];
}

State Memory::global_state() const {
    const Offsets& o = global_;
    return {state.x + o.pair,        state.z + o.pair,
            state.by_x + o.pair,     state.theta + o.slack,
            state.cost + o.cost,     state.y + o.row,
            state.right + o.row,     state.w + o.upper,
            state.v + o.upper,       state.by_w + o.upper,
            state.limit + o.upper,   state.refine + o.node,
            state.residual + o.node, state.slack_residual + o.slack};
}

std::size_t Memory::last_node(std::int32_t segment, std::int32_t node) const {
    return in_frame(segments_.begin[staged::at(segment) + 1] - 1, plan_->nodes, node);
}

std::size_t Memory::first_node(std::int32_t segment, std::int32_t node) const {
    return in_frame(segments_.begin[staged::at(segment)], plan_->nodes, node);
}

}  // namespace gaiku::solve::staged
