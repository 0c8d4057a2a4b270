#include "solve/staged/end_system.h"

#include <algorithm>

namespace gaiku::solve::staged {

EndSystem::EndSystem(const StepTemplate& step, const Order& order, const Segments& segments,
                     std::int32_t global_columns, std::int32_t global_rows)
    : step_(step),
      order_(order),
      segments_(segments),
      global_columns_(global_columns),
      global_rows_(global_rows),
      carried_(order.plan.carried) {
    for (const std::int32_t row : order.pair_row) pairs_ += row >= 0 ? 1 : 0;
    first_column_ = segments.count() * (carried_ + pairs_);
    first_row_ = first_column_ + global_columns_;
    n_ = first_row_ + global_rows_;
    is_positive_.assign(at(n_), 0);
    for (std::int32_t s = 0; s < segments.count(); ++s)
        std::fill_n(is_positive_.begin() + end_node(s, 0), carried_, std::uint8_t{1});
    std::fill_n(is_positive_.begin() + first_column_, global_columns_, std::uint8_t{1});
    matrix_.resize(at(n_) * at(n_));
    right_.resize(at(n_));
    work_.resize(at(columns_at_once * n_));
}

std::int32_t EndSystem::node_of_border(std::int32_t b, std::int32_t segment) const {
    if (b >= step_.slots) {
        const std::int32_t left = segment == 0 ? segments_.count() - 1 : segment - 1;
        return end_node(left, b - step_.slots);
    }
    const std::int32_t global = step_.global_of_slot[at(b) * at(segments_.count()) + at(segment)];
    return global < 0 ? -1 : first_column_ + global;
}

void EndSystem::add(std::int32_t a, std::int32_t b, double value) {
    matrix_[at(std::max(a, b)) * at(n_) + at(std::min(a, b))] += value;
}

std::int32_t EndSystem::factor(const Kernels& kernels, const Memory& memory, double rho, double delta) {
    delta_ = delta;
    std::fill(matrix_.begin(), matrix_.end(), 0);
    const State global = memory.global_state();
    for (std::int32_t k = 0; k < global_columns_; ++k)
        add(first_column_ + k, first_column_ + k, global.z[k] * global.by_x[k] + global.v[k] * global.by_w[k] + rho);
    for (std::int32_t k = 0; k < global_rows_; ++k) add(first_row_ + k, first_row_ + k, -global.theta[k] - delta);
    for (const auto& e : step_.globals) add(first_row_ + e.row, first_column_ + e.column, e.value);
    for (std::int32_t s = 0; s < segments_.count(); ++s) {
        add_segment(memory, s);
        add_ends(memory, s);
    }
    return kernels.factor_dense(matrix_.data(), n_, is_positive_.data(), work_.data());
}

/// The border square of a segment.
void EndSystem::add_segment(const Memory& memory, std::int32_t segment) {
    const Plan& p = order_.plan;
    const double* work = memory.groups[at(segment / segments_.lanes)].work;
    const auto lane = at(segment % segments_.lanes), lanes = at(segments_.lanes);
    for (std::int32_t a = 0; a < p.border; ++a) {
        const std::int32_t row = node_of_border(a, segment);
        for (std::int32_t b = a; row >= 0 && b < p.border; ++b) {
            const std::int32_t column = node_of_border(b, segment);
            if (column < 0) continue;
            const double value = work[at(p.local_positions + a * p.square + b) * lanes + lane];
            add(row, column, value * (row == column && a != b ? 2 : 1));
        }
    }
}

/// Its last carried columns, and the rows of their pairs.
void EndSystem::add_ends(const Memory& memory, std::int32_t segment) {
    const Plan& p = order_.plan;
    const Group& group = memory.groups[at(segment / segments_.lanes)];
    const auto lane = at(segment % segments_.lanes), lanes = at(segments_.lanes);
    const auto work = [&](std::int32_t position) { return group.work[at(position) * lanes + lane]; };
    const auto value = [&](std::int32_t entry) {
        const Value& v = group.values[entry];
        return v.data[at(std::min(p.frames - 1, v.last)) * lanes + lane];
    };
    std::int32_t pair = end_node(segment, carried_);
    for (std::int32_t k = 0; k < carried_; ++k) {
        const std::int32_t end = end_node(segment, k);
        for (std::int32_t b = 0; b < p.border; ++b) {
            const std::int32_t position = order_.end_with_border[at(k * p.border + b)];
            const std::int32_t other = node_of_border(b, segment);
            if (position >= 0 && other >= 0) add(end, other, work(position) * (other == end ? 2 : 1));
        }
        for (std::int32_t b = k; b < carried_; ++b) {
            const std::int32_t position = order_.end_with_end[at(k * carried_ + b)];
            if (position >= 0) add(end, end_node(segment, b), work(position));
        }
        const std::int32_t row = order_.pair_row[at(k)];
        if (row < 0) continue;
        const std::int32_t slack = p.slack_of_row[row];
        const std::size_t frame = at(group.index * p.frames + p.frames - 1) * at(p.slacks);
        const double theta = slack < 0 ? 0 : memory.state.theta[(frame + at(slack)) * lanes + lane];
        add(pair, pair, -theta - delta_);
        add(pair, end, value(order_.pair_alpha[at(k)]));
        for (std::int32_t i = 0; i < p.border_row_count; ++i) {
            const std::int32_t other = node_of_border(p.border_row[i].column, segment);
            if (p.border_row[i].row == row && other >= 0) add(pair, other, value(p.own_count + p.lag_count + i));
        }
        ++pair;
    }
}

template <class Use>
void EndSystem::each_end(const Memory& memory, std::int32_t segment, Use use) const {
    std::int32_t pair = end_node(segment, carried_);
    for (std::int32_t k = 0; k < carried_; ++k) {
        use(end_node(segment, k), memory.last_node(segment, order_.plan.carried_column[k]));
        if (order_.pair_row[at(k)] >= 0)
            use(pair++, memory.last_node(segment, order_.plan.columns + order_.pair_row[at(k)]));
    }
}

void EndSystem::solve(Memory& memory, double* nodes) {
    const Plan& p = order_.plan;
    const std::size_t columns = memory.global().node,
                      rows = columns + at(memory.global_block().columns * segments_.lanes);
    std::fill(right_.begin(), right_.end(), 0);
    for (std::int32_t k = 0; k < global_columns_; ++k) right_[at(first_column_ + k)] = nodes[columns + at(k)];
    for (std::int32_t k = 0; k < global_rows_; ++k) right_[at(first_row_ + k)] = nodes[rows + at(k)];
    for (std::int32_t s = 0; s < segments_.count(); ++s) {
        const double* border = memory.groups[at(s / segments_.lanes)].border;
        for (std::int32_t b = 0; b < p.border; ++b) {
            const std::int32_t node = node_of_border(b, s);
            if (node >= 0) right_[at(node)] += border[b * segments_.lanes + s % segments_.lanes];
        }
        each_end(memory, s, [&](std::int32_t node, std::size_t place) { right_[at(node)] += nodes[place]; });
    }
    substitute();
    for (std::int32_t k = 0; k < global_columns_; ++k) nodes[columns + at(k)] = right_[at(first_column_ + k)];
    for (std::int32_t k = 0; k < global_rows_; ++k) nodes[rows + at(k)] = right_[at(first_row_ + k)];
    for (std::int32_t s = 0; s < segments_.count(); ++s) {
        double* border = memory.groups[at(s / segments_.lanes)].border;
        for (std::int32_t b = 0; b < p.border; ++b) {
            const std::int32_t node = node_of_border(b, s);
            border[b * segments_.lanes + s % segments_.lanes] = node < 0 ? 0 : right_[at(node)];
        }
        each_end(memory, s, [&](std::int32_t node, std::size_t place) { nodes[place] = right_[at(node)]; });
    }
}

void EndSystem::substitute() {
    const auto n = at(n_);
    for (std::size_t i = 0; i < n; ++i) {
        const double* row = matrix_.data() + i * n;
        double sum = right_[i];
        for (std::size_t k = 0; k < i; ++k) sum -= row[k] * right_[k];
        right_[i] = sum;
    }
    for (std::size_t i = 0; i < n; ++i) right_[i] /= matrix_[i * n + i];
    for (std::size_t i = n; i-- > 0;) {
        const double* row = matrix_.data() + i * n;
        for (std::size_t k = 0; k < i; ++k) right_[k] -= row[k] * right_[i];
    }
}

}  // namespace gaiku::solve::staged
