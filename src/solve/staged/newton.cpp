#include "solve/staged/newton.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace gaiku::solve::staged {
namespace {

void add_to(const Sums& from, Sums& to) {
    to.column_error = std::max(to.column_error, from.column_error);
    to.row_error = std::max(to.row_error, from.row_error);
    for (std::size_t j = 0; j < 4; ++j) {
        to.primal[j] = std::max(to.primal[j], from.primal[j]);
        to.dual[j] = std::max(to.dual[j], from.dual[j]);
    }
    to.xz += from.xz;
    to.dxz += from.dxz;
    to.dxdz += from.dxdz;
    to.primal_objective += from.primal_objective;
    to.dual_objective += from.dual_objective;
    to.primal_error = std::max(to.primal_error, from.primal_error);
    to.dual_error = std::max(to.dual_error, from.dual_error);
    to.size = std::max(to.size, from.size);
}

}  // namespace

Newton::Newton(const Kernels& kernels, const StepTemplate& step, const Order& order, const Segments& segments,
               const Places& places, Memory& memory, Team& team)
    : kernels_(kernels),
      step_(step),
      plan_(order.plan),
      segments_(segments),
      m_(memory),
      team_(team),
      end_(step, order, segments, static_cast<std::int32_t>(places.global_columns.size()),
           static_cast<std::int32_t>(places.global_rows.size())),
      global_columns_(static_cast<std::int32_t>(places.global_columns.size())),
      global_rows_(static_cast<std::int32_t>(places.global_rows.size())),
      sums_(at(segments.groups)) {
    const Block& b = memory.global_block();
    products_.assign(at((b.columns + b.rows) * segments.lanes), 0);
    scratch_.assign(at((2 * b.columns + b.rows) * segments.lanes), 0);
}

void Newton::factor() {
    is_begun_ = false;
    std::vector<std::int32_t> lost(at(segments_.groups), 0);
    team_.each(segments_.groups,
               [&](std::int32_t g) { lost[at(g)] = kernels_.factor(plan_, m_.groups[at(g)], m_.state, rho_, delta_); });
    lost_ = end_.factor(kernels_, m_, rho_, delta_);
    for (const std::int32_t of_group : lost) lost_ += of_group;
}

bool Newton::regularise(double most) {
    if (rho_ >= most) return false;
    rho_ *= 10;
    delta_ *= 10;
    return true;
}

bool Newton::sharpen(double least) {
    if (rho_ < 2 * least) return false;
    (delta_ < 2 * least ? rho_ : delta_) /= 10;
    return true;
}

void Newton::eliminate(const Direction& main, double* nodes, const Target* target) {
    ++solves_;
    const Direction found = m_.found.view();
    if (!is_begun_) {
        team_.each(segments_.groups, [&](std::int32_t g) {
            kernels_.forward(plan_, m_.groups[at(g)], m_.state, main, found, move_.taken, nodes, target);
        });
    }
    is_begun_ = false;
    if (target != nullptr) {
        move_ = {};
        kernels_.fill_block(m_.global_block(), m_.global_state(), Memory::at(main, m_.global()),
                            nodes + m_.global().node, *target, scratch_.data());
    }
    end_.solve(m_, nodes);
}

double Newton::solve(const Target& aim, bool into_main, const Accuracy& accuracy, int most_refinements, Sums& sums) {
    const Direction main = m_.main.view();
    const Direction found = into_main ? main : m_.found.view();
    Target target = aim;
    target.keeps_rest = refines_;
    target_ = aim;
    eliminate(main, found.node, &target);
    use(target, main, found, false, sums);
    // The largest of residuals passes over what is no number; sums do not.
    const auto left_over = [&] {
        if (!std::isfinite(sums.dxz + sums.dxdz)) return std::numeric_limits<double>::infinity();
        return std::max(sums.column_error / accuracy.column, sums.row_error / accuracy.row);
    };
    double error = left_over();
    if (std::isinf(error)) return error;
    refines_ = false;
    for (int round = 0; round < most_refinements && !(error <= 1); ++round) {
        refines_ = true;
        if (!target.keeps_rest) {
            target.keeps_rest = true;
            sums = {};
            use(target, main, found, true, sums);
        }
        const double last = error;
        solve_plain();
        kernels_.add(m_.refine.data(), found.node, static_cast<std::int64_t>(m_.refine.size()) / segments_.lanes, 1);
        sums = {};
        use(target, main, found, true, sums);
        error = left_over();
        if (!(error < 0.9 * last)) break;
    }
    return error;
}

void Newton::solve_plain() {
    is_begun_ = false;
    eliminate(m_.main.view(), m_.refine.data(), nullptr);
    team_.each(segments_.groups,
               [&](std::int32_t g) { kernels_.backward_plain(plan_, m_.groups[at(g)], m_.refine.data()); });
}

/// The backward sweep with what is left over, and the rest of a direction; `refined`: the sweep is done.
void Newton::use(const Target& target, const Direction& main, const Direction& found, bool refined, Sums& sums) {
    const std::size_t columns = m_.global().node, rows = columns + at(m_.global_block().columns * segments_.lanes);
    set_borders(found.node + columns, found.node + rows);
    std::fill(sums_.begin(), sums_.end(), Sums{});
    const auto set = [&] {
        set_neighbours(found.node, at(plan_.nodes), found.node, at(plan_.nodes), at(plan_.columns));
    };
    set();
    if (refined) {
        team_.each(segments_.groups, [&](std::int32_t g) {
            kernels_.refined(plan_, m_.groups[at(g)], m_.state, main, found, target, sums_[at(g)]);
        });
    } else {
        team_.each(segments_.groups, [&](std::int32_t g) {
            kernels_.backward(plan_, m_.groups[at(g)], m_.state, main, found, &target, sums_[at(g)]);
        });
        set();
        team_.each(segments_.groups, [&](std::int32_t g) {
            kernels_.backward_end(plan_, m_.groups[at(g)], m_.state, main, found, target, sums_[at(g)]);
        });
    }
    sum_products(found.node + columns, found.node + rows);
    kernels_.use_block(m_.global_block(), m_.global_state(), Memory::at(main, m_.global()),
                       Memory::at(found, m_.global()), products_.data(), target, scratch_.data(), sums);
    for (const Sums& of_group : sums_) add_to(of_group, sums);
}

void Newton::residuals(Sums& steps, Sums& all) {
    set_around_iterate();
    team_.each(segments_.groups,
               [&](std::int32_t g) { kernels_.residuals(plan_, m_.groups[at(g)], m_.state, sums_[at(g)]); });
    add_up(steps, all);
}

void Newton::renew(Sums& steps, Sums& all) {
    const Direction main = m_.main.view(), found = m_.found.view();
    const Move* move = move_.primal == 0 && move_.dual == 0 ? nullptr : &move_;
    if (move != nullptr) go(true);
    set_around_iterate();
    std::vector<std::int32_t> lost(at(segments_.groups), 0);
    team_.each(segments_.groups, [&](std::int32_t g) {
        lost[at(g)] = kernels_.renew(plan_, m_.groups[at(g)], m_.state, main, found, move, rho_, delta_, sums_[at(g)]);
    });
    move_ = {};
    add_up(steps, all);
    lost_ = std::accumulate(lost.begin(), lost.end(), end_.factor(kernels_, m_, rho_, delta_));
    is_begun_ = true;
}

/// What the frames' products need of the rest of the iterate.
void Newton::set_around_iterate() {
    set_borders(m_.x.data() + m_.global().pair, m_.y.data() + m_.global().row);
    set_neighbours(m_.x.data(), at(plan_.pairs), m_.y.data(), at(plan_.rows), 0);
    std::fill(sums_.begin(), sums_.end(), Sums{});
}

void Newton::add_up(Sums& steps, Sums& all) {
    for (const Sums& of_group : sums_) add_to(of_group, steps);
    sum_products(m_.x.data() + m_.global().pair, m_.y.data() + m_.global().row);
    kernels_.residuals_block(m_.global_block(), m_.global_state(), products_.data(), all);
}

/// Of all steps at once; of the frames when they are read next.
void Newton::take(double primal, double dual) {
    move_.taken = {primal, dual, target_};
    kernels_.take_block(m_.global_block(), m_.global_state(), Memory::at(m_.main.view(), m_.global()),
                        Memory::at(m_.found.view(), m_.global()), move_.taken, scratch_.data());
}

void Newton::step(double primal, double dual) {
    move_.primal = primal;
    move_.dual = dual;
}

void Newton::move() {
    go(false);
    move_ = {};
}

/// What is of all steps, where what was taken is part of the main direction already; and all frames, or the ends.
void Newton::go(bool only_ends) {
    const Direction main = m_.main.view(), found = m_.found.view();
    kernels_.move_block(m_.global_block(), m_.global_state(), Memory::at(main, m_.global()), move_, scratch_.data());
    team_.each(segments_.groups, [&](std::int32_t g) {
        kernels_.move(plan_, m_.groups[at(g)], m_.state, main, found, move_, only_ends);
    });
}

/// What the slots stand for, in every lane.
void Newton::set_borders(const double* columns, const double* rows) {
    for (std::int32_t s = 0; s < segments_.count(); ++s) {
        double* border = m_.groups[at(s / segments_.lanes)].border_x;  // null where there are no slots
        for (std::int32_t slot = 0; slot < plan_.slots; ++slot) {
            const std::int32_t global = step_.global_of_slot[at(slot) * at(segments_.count()) + at(s)];
            border[at(slot) * at(segments_.lanes) + at(s % segments_.lanes)] = global < 0 ? 0
                                                                               : global < global_columns_
                                                                                   ? columns[global]
                                                                                   : rows[global - global_columns_];
        }
    }
}

std::size_t Newton::frame_place(std::int32_t segment, bool last, std::size_t per_frame, std::int32_t node) const {
    const std::int32_t frame = last ? plan_.frames - 1 : segments_.first_frame(segment);
    const std::size_t at_frame = at((segment / segments_.lanes) * plan_.frames + frame);
    return (at_frame * per_frame + at(node)) * at(segments_.lanes) + at(segment % segments_.lanes);
}

/// What a segment takes from those beside it: the left one's last carried columns, and what the right one's first rows
/// add to its own last ones.
void Newton::set_neighbours(const double* columns, std::size_t per_frame, const double* rows,
                            std::size_t rows_per_frame, std::size_t rows_begin) {
    const std::int32_t count = segments_.count();
    for (std::int32_t s = 0; s < count; ++s) {
        const std::int32_t left = s == 0 ? count - 1 : s - 1, right = s + 1 == count ? 0 : s + 1;
        const Group &group = m_.groups[at(s / segments_.lanes)], &beside = m_.groups[at(right / segments_.lanes)];
        const std::int32_t lane = s % segments_.lanes, right_lane = right % segments_.lanes;
        for (std::int32_t k = 0; k < plan_.carried; ++k) {
            const std::size_t place = frame_place(left, true, per_frame, plan_.carried_column[k]);
            group.left_end[k * segments_.lanes + lane] = columns[place];
            group.right_begin[k * segments_.lanes + lane] = 0;
        }
        const std::int32_t first = segments_.first_frame(right);
        for (std::int32_t i = 0; i < plan_.lag_count; ++i) {
            const Value& v = beside.values[plan_.own_count + i];
            const double a = v.data[std::min(first, v.last) * segments_.lanes + right_lane];
            const std::size_t place = frame_place(right, false, rows_per_frame, plan_.lag[i].row);
            group.right_begin[plan_.lag[i].column * segments_.lanes + lane] +=
                a * rows[place + rows_begin * at(segments_.lanes)];
        }
    }
}

/// A'y and A x of what is of all steps: from the frames' sums, and between them.
void Newton::sum_products(const double* columns, const double* rows) {
    std::fill(products_.begin(), products_.end(), 0);
    const std::size_t first_row = at(m_.global_block().columns * segments_.lanes);
    const auto place = [&](std::int32_t global) {
        return global < global_columns_ ? at(global) : first_row + at(global - global_columns_);
    };
    for (std::int32_t s = 0; s < segments_.count(); ++s) {
        const double* sum = m_.groups[at(s / segments_.lanes)].border_sum;
        for (std::int32_t slot = 0; slot < plan_.slots; ++slot) {
            const std::int32_t global = step_.global_of_slot[at(slot) * at(segments_.count()) + at(s)];
            if (global >= 0) products_[place(global)] += sum[at(slot) * at(segments_.lanes) + at(s % segments_.lanes)];
        }
    }
    for (const auto& e : step_.globals) {
        products_[at(e.column)] += e.value * rows[e.row];
        products_[first_row + at(e.row)] += e.value * columns[e.column];
    }
}

}  // namespace gaiku::solve::staged
