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

/// What is to lie in one piece of memory.
class Memory::Layout {
public:
    void ask(std::initializer_list<Strip*> parts, std::size_t size) {
        for (Strip* part : parts) {
            parts_.push_back({part, total_, size});
            total_ += up_to(size, line) + gap;
        }
    }
    void ask(std::initializer_list<ShortStrip*> parts, std::size_t size) {
        for (ShortStrip* part : parts) {
            short_parts_.push_back({part, total_, size});
            total_ += up_to(up_to(size, 2) / 2, line) + gap;
        }
    }
    /// Zeros. The system clears a page when it is first written to, so that what writes first does that on all cores.
    [[nodiscard]] Arena allocate() const {
        Arena arena(total_);
        for (const auto& [part, begin, size] : parts_) *part = arena.part(begin, size);
        for (const auto& [part, begin, size] : short_parts_)
            *part = {reinterpret_cast<float*>(arena.part(begin, 0).data()), size};
        const Strip all = arena.part(0, total_);
        if (!arena.is_zero()) std::fill(all.begin(), all.end(), 0.0);
        if constexpr (gap > 0) close_gaps(all);
        return arena;
    }

private:
    static constexpr std::size_t line = 8;
#if GAIKU_ADDRESS_SANITIZER
    /// Behind each part, where the sanitizer sees what reads or writes beyond it; the arena opens them again.
    static constexpr std::size_t gap = line;
    void close_gaps(Strip all) const {
        const auto close = [all](std::size_t end) {
            ASAN_POISON_MEMORY_REGION(all.data() + end, gap * sizeof(double));
        };
        for (const auto& part : parts_) close(part.begin + up_to(part.size, line));
        for (const auto& part : short_parts_) close(part.begin + up_to(up_to(part.size, 2) / 2, line));
    }
#else
    static constexpr std::size_t gap = 0;
    static void close_gaps(Strip /*all*/) {}
#endif
    template <class Of>
    struct Asked {
        Of* part;
        std::size_t begin, size;
    };
    std::vector<Asked<Strip>> parts_;
    std::vector<Asked<ShortStrip>> short_parts_;
    std::size_t total_ = 0;
};

Memory::Memory(const Problem& problem, const Limits& limits, const Places& places, const Segments& segments,
               const StepTemplate& step)
    : p_(problem), places_(places), segments_(segments), step_(step), slack_of_row_(staged::at(step.rows), -1) {
    std::vector<std::uint8_t> slack(staged::at(step.rows), 0), row_range(staged::at(step.rows), 0),
        column_range(staged::at(step.columns), 0);
    for (std::int32_t i = 0; i < p_.rows(); ++i) {
        const Place place = places.rows[i];
        if (!place.is_of_step() || !has_slack(i)) continue;
        slack[staged::at(place.role)] = 1;
        if (std::isfinite(p_.row_upper[staged::at(i)] - p_.row_lower[staged::at(i)]))
            row_range[staged::at(place.role)] = 1;
    }
    for (std::int32_t j = 0; j < p_.columns(); ++j) {
        const Place place = places.columns[j];
        if (place.is_of_step() && std::isfinite(limits.upper(j) - limits.lower(j)))
            column_range[staged::at(place.role)] = 1;
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
}

void Memory::lay_out(const Order& order) {
    plan_ = &order.plan;
    const Plan& p = *plan_;
    const auto lanes = staged::at(segments_.lanes), frames = staged::at(segments_.groups * p.frames);
    const std::size_t columns = up_to(places_.global_columns.size(), lanes),
                      rows = up_to(places_.global_rows.size(), lanes);
    const auto of_frames = [&](std::int32_t count) { return frames * lanes * staged::at(count); };
    global_ = {of_frames(p.pairs), of_frames(p.rows), of_frames(p.uppers), of_frames(p.nodes), of_frames(p.slacks)};
    const std::size_t pair = global_.pair + columns + rows, row = global_.row + rows,
                      upper = global_.upper + columns + rows, node = global_.node + columns + rows;
    group_memory_.assign(staged::at(segments_.groups), {});
    Layout layout;
    layout.ask({&x, &z}, pair);
    layout.ask({&by_x}, pair);
    layout.ask({&main.z}, pair);
    layout.ask({&y}, row);
    layout.ask({&right}, rows);
    layout.ask({&w, &v, &limit}, upper);
    layout.ask({&by_w}, upper);
    layout.ask({&main.v}, upper);
    layout.ask({&refine, &main.node, &found.node}, node);
    layout.ask({&theta}, global_.slack + rows);
    layout.ask({&main.slack, &found.slack}, global_.slack + rows);
    layout.ask({&cost}, columns);
    for (GroupMemory& m : group_memory_) ask_for_group(m, layout);
    arena_ = layout.allocate();
    std::fill(w.begin(), w.end(), 1.0);
    state = {x.data(), z.data(), by_x.data(), theta.data(), cost.data(),   right.data(),      y.data(),
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
        m.coefficient.resize(staged::at(p.entries));
        for (std::int32_t l = 0; l < segments_.lanes; ++l)
            m.first_is_one[staged::at(l)] = segments_.first_frame(g * segments_.lanes + l) == 1 ? 1 : 0;
        const Value* values = step_.values.data() + staged::at(g) * staged::at(p.entries);
        m.varying.clear();
        for (std::int32_t e = 0; e < p.entries; ++e) {
            if (values[e].last > 1) m.varying.push_back(e);
        }
        const std::size_t couplings = staged::at(p.local_positions + p.square * p.square) * lanes;
        groups.push_back({g,
                          values,
                          m.first_is_one.data(),
                          m.factor.data(),
                          m.work.data(),
                          m.left.data(),
                          m.work.data() + couplings,
                          m.scaled.data(),
                          m.border.data(),
                          m.border_x.data(),
                          m.border_sum.data(),
                          m.left_end.data(),
                          m.right_begin.data(),
                          m.scratch.data(),
                          m.diagonal.data(),
                          m.sweep.data(),
                          m.passed_on.data(),
                          nullptr,
                          m.given_here.data(),
                          m.coefficient.data(),
                          m.varying.data(),
                          static_cast<std::int32_t>(m.varying.size())});
    }
}

void Memory::ask_for_group(GroupMemory& m, Layout& layout) const {
    const Plan& p = *plan_;
    const auto vectors = [&](std::int64_t count) {
        return static_cast<std::size_t>(count) * staged::at(segments_.lanes);
    };
    const std::int64_t square = p.square;
    layout.ask({&m.factor}, vectors(std::int64_t{p.stored} * p.frames));
    layout.ask({&m.first_is_one}, vectors(1));
    const std::int64_t couplings = square * (p.rank_ones + p.carried);
    layout.ask({&m.work}, vectors(p.local_positions + square * square + couplings + p.carries));
    layout.ask({&m.left}, vectors(std::int64_t{4} * p.rank_ones));
    layout.ask({&m.scaled}, vectors(p.scaled));
    layout.ask({&m.border}, vectors(p.border));
    layout.ask({&m.border_x, &m.border_sum}, vectors(p.slots));
    layout.ask({&m.left_end, &m.right_begin}, vectors(p.carried));
    layout.ask({&m.scratch}, vectors(p.pairs + p.columns + p.nodes));
    layout.ask({&m.diagonal}, vectors(p.columns));
    layout.ask({&m.given_here}, vectors(p.nodes));
    layout.ask({&m.sweep}, vectors(2 * p.nodes + p.columns));
    layout.ask({&m.passed_on}, vectors(std::int64_t{2} * p.carried_pivots));
}

void Memory::set_given(FrameValues given) {
    given_.emplace(std::move(given));
    given_values_ = given_->values();
    for (Group& group : groups) group.given = given_values_.data() + staged::at(group.index * plan_->nodes);
}

void Memory::release() {
    given_.reset();
    given_values_ = std::vector<Value>();
    arena_ = Arena();
    groups.clear();
    group_memory_.clear();
    state = {};
}

std::size_t Memory::in_frame(std::int32_t step, std::int32_t per_frame, std::int32_t k) const {
    const Segments::Spot spot = segments_.spot(step);
    const std::size_t frame = staged::at(spot.group * plan_->frames + spot.frame);
    return (frame * staged::at(per_frame) + staged::at(k)) * staged::at(segments_.lanes) + staged::at(spot.lane);
}

/// Behind the columns of all steps.
std::size_t Memory::row_of_all(std::size_t begin, Place place) const {
    return begin + staged::at(block_.columns * segments_.lanes) + staged::at(place.role);
}

std::size_t Memory::pair_of_column(std::int32_t j) const {
    const Place place = places_.columns[j];
    return place.is_of_step() ? in_frame(place.step, plan_->pairs, place.role) : global_.pair + staged::at(place.role);
}

std::size_t Memory::pair_of_row(std::int32_t i) const {
    const Place place = places_.rows[i];
    if (!place.is_of_step()) return row_of_all(global_.pair, place);
    return in_frame(place.step, plan_->pairs, plan_->columns + slack_of_row_[staged::at(place.role)]);
}

std::size_t Memory::slack_of_row(std::int32_t i) const {
    const Place place = places_.rows[i];
    if (!place.is_of_step()) return global_.slack + staged::at(place.role);
    return in_frame(place.step, plan_->slacks, slack_of_row_[staged::at(place.role)]);
}

std::size_t Memory::node_of_column(std::int32_t j) const {
    const Place place = places_.columns[j];
    return place.is_of_step() ? in_frame(place.step, plan_->nodes, place.role) : global_.node + staged::at(place.role);
}

std::size_t Memory::node_of_row(std::int32_t i) const {
    const Place place = places_.rows[i];
    if (!place.is_of_step()) return row_of_all(global_.node, place);
    return in_frame(place.step, plan_->nodes, plan_->columns + place.role);
}

std::size_t Memory::place_of_row(std::int32_t i) const {
    const Place place = places_.rows[i];
    return place.is_of_step() ? in_frame(place.step, plan_->rows, place.role) : global_.row + staged::at(place.role);
}

std::size_t Memory::place_of_step(std::int32_t step) const {
    return in_frame(step, 1, 0);
}

std::size_t Memory::upper_of_column(std::int32_t j) const {
    const Place place = places_.columns[j];
    if (!place.is_of_step()) return global_.upper + staged::at(place.role);
    return in_frame(place.step, plan_->uppers, upper_of_pair_[staged::at(place.role)]);
}

std::size_t Memory::upper_of_row(std::int32_t i) const {
    const Place place = places_.rows[i];
    if (!place.is_of_step()) return row_of_all(global_.upper, place);
    const std::int32_t pair = plan_->columns + slack_of_row_[staged::at(place.role)];
    return in_frame(place.step, plan_->uppers, upper_of_pair_[staged::at(pair)]);
}

bool Memory::has_slack(std::int32_t i) const {
    return p_.row_lower[staged::at(i)] != p_.row_upper[staged::at(i)];
}

State Memory::global_state() const {
    const Offsets& o = global_;
    return {state.x + o.pair,
            state.z + o.pair,
            state.by_x + o.pair,
            state.theta + o.slack,
            state.cost,
            state.right,
            state.y + o.row,
            state.w + o.upper,
            state.v + o.upper,
            state.by_w + o.upper,
            state.limit + o.upper,
            state.refine + o.node,
            state.residual + o.node,
            state.slack_residual + o.slack};
}

std::size_t Memory::last_node(std::int32_t segment, std::int32_t node) const {
    return in_frame(segments_.begin[staged::at(segment) + 1] - 1, plan_->nodes, node);
}

}  // namespace gaiku::solve::staged
