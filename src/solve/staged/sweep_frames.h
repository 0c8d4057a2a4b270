#pragma once

#include "solve/staged/coefficients.h"
#include "solve/staged/kernels.h"
#include "solve/staged/lane.h"

namespace gaiku::solve::staged {

/// Solves with the factor of FactorFrames: forward over the frames, then (when the end system has set the border and
/// the last carried columns) backward. `before(f)` fills a frame before its elimination, `after(f)` finds a frame in
/// which everything is known; the last frame only when all groups are through.
///
/// What rows and carried columns meet of the border once others are eliminated is not kept: it would be the larger part
/// of the factor where lines join places. With K the matrix of a segment without the border and G its coefficients in
/// the border, the border takes G' K^-1 of the right-hand sides, and they take away G of the border. So each half goes
/// forth and back over the frames, and reads a factor without couplings to the border.
template <class Isa>
class SweepFrames {
    using L = Lane<Isa>;
    using V = typename Isa::V;

public:
    SweepFrames(const Plan& plan, const Group& group, double* nodes)
        : p_(plan),
          g_(group),
          a_(plan, group),
          nodes_(L::at(nodes, std::int64_t{group.index} * plan.frames * plan.nodes)),
          border_(L::at(group.border, 0)),
          here_(L::at(group.sweep, plan.nodes)),
          scaled_(here_ + plan.nodes) {
        for (std::int32_t c = 0; c < p_.columns; ++c) scaled_[c] = V{};  // and stay so where a column is carried
    }

    template <class Before>
    void forward(Before before) {
        for (std::int32_t b = 0; b < p_.border; ++b) border_[b] = V{};
        for (std::int32_t f = 0; f < p_.frames; ++f) {
            a_.set(f);
            before(f);
            eliminate(f, frame(f));
        }
        add_to_border();
    }

    template <class After>
    void backward(After after) {
        take_border_away();
        for (std::int32_t f = p_.frames; f-- > 0;) {
            a_.set(f);
            each_backward(f, frame(f));
            after(f);
        }
    }

private:
    [[nodiscard]] V* frame(std::int32_t f) const { return nodes_ + std::int64_t{f} * p_.nodes; }
    [[nodiscard]] const V* factor(std::int32_t f) const { return L::at(g_.factor, std::int64_t{f} * p_.stored); }
    /// The row of a carried column's pair, which is one of the frame before.
    [[nodiscard]] std::int32_t row_before(const NodePivot& x) const { return x.row - p_.nodes + p_.columns; }

    void eliminate(std::int32_t f, V* v) const {
        const V* store = factor(f);
        columns_forward(v, store);
        for (std::int32_t i = 0; f > 0 && i < p_.carried_pivots; ++i) node_forward(p_.carried_pivot[i], v, store);
        for (std::int32_t i = 0; i < p_.row_pivots; ++i) node_forward(p_.row_pivot[i], v, store);
    }

    /// From an eliminated right-hand side, in place; the frame's own carried columns stand in it.
    void each_backward(std::int32_t f, V* v) const {
        const V* store = factor(f);
        for (std::int32_t i = p_.row_pivots; i-- > 0;) node_backward(p_.row_pivot[i], v, store);
        for (std::int32_t i = 0; i < p_.column_pivots; ++i) column_backward(p_.column_pivot[i], v, store);
        for (std::int32_t i = p_.carried_pivots; f > 0 && i-- > 0;) node_backward(p_.carried_pivot[i], v, store);
    }

    /// Row by row, as a sum that is kept in a register does not wait for the memory of the one before.
    void columns_forward(V* v, const V* store) const {
        for (std::int32_t i = 0; i < p_.column_pivots; ++i) {
            const ColumnPivot& x = p_.column_pivot[i];
            const V* l = store + x.store;
            scaled_[x.column] = l[0] * v[x.column];
            if (x.row >= 0) scaled_[x.column] += l[1] * v[p_.columns + x.row];
        }
        for (std::int32_t k = 0; k < p_.row_pivots; ++k) {
            V sum = v[p_.row_pivot[k].node];
            const std::int32_t r = p_.row_pivot[k].node - p_.columns;
            for (std::int32_t i = p_.own_of_row[r]; i < p_.own_of_row[r + 1]; ++i)
                sum -= a_[i] * scaled_[p_.own[i].column];
            v[p_.columns + r] = sum;
        }
    }

    void column_backward(const ColumnPivot& x, V* v, const V* store) const {
        const V* l = store + x.store;
        const Term* term = p_.term + x.terms;
        V r = v[x.column];
        for (std::int32_t a = 0; a < x.local; ++a) r -= a_[term[a].entry] * v[term[a].target];
        if (x.row < 0) {
            v[x.column] = l[0] * r;
            return;
        }
        const V row = v[p_.columns + x.row];
        v[x.column] = l[0] * r + l[1] * row;
        v[p_.columns + x.row] = l[1] * r - l[2] * row;
    }

    void node_forward(const NodePivot& x, V* v, const V* store) const {
        const V* l = store + x.store;
        const Neighbour* n = p_.neighbour + x.neighbours;
        V t = l[0] * v[x.node];
        if (x.row >= 0) t += l[1] * v[row_before(x)];
        l += x.row < 0 ? 1 : 3;
        for (std::int32_t a = 0; a < x.local; ++a) v[n[a].target] -= l[a] * t;
    }

    void node_backward(const NodePivot& x, V* v, const V* store) const {
        const V* l = store + x.store + (x.row < 0 ? 1 : 3);
        const Neighbour* n = p_.neighbour + x.neighbours;
        V r = v[x.node];
        for (std::int32_t a = 0; a < x.local; ++a) r -= l[a] * v[n[a].target];
        if (x.row < 0) {
            v[x.node] = l[-1] * r;
            return;
        }
        const V row = v[row_before(x)];
        v[x.node] = l[-3] * r + l[-2] * row;
        v[row_before(x)] = l[-2] * r - l[-1] * row;
    }

    /// In its first frame a segment meets the left neighbour's last columns.
    template <class Use>
    void each_left(std::int32_t f, Use use) const {
        const V in_second = *L::at(g_.first_is_one, 0), begins = f == 0 ? 1.0 - in_second : in_second;
        for (std::int32_t i = 0; i < p_.lag_count; ++i)
            use(p_.columns + p_.lag[i].row, p_.slots + p_.lag[i].column, a_[p_.own_count + i] * begins);
    }

    /// A carried column of the step's own, and the row of its pair (or the column again).
    [[nodiscard]] std::int32_t own_column(const NodePivot& x) const { return x.node + p_.nodes; }
    [[nodiscard]] std::int32_t own_row(const NodePivot& x) const {
        return x.row < 0 ? own_column(x) : p_.columns + x.row;
    }
    /// From one frame to the next, of a carried pivot: its column and its row.
    [[nodiscard]] V* passed_on(std::int32_t i) const { return L::at(g_.passed_on, std::int64_t{2} * i); }

    /// Calls use(node, slot, coefficient) for what a frame meets of the border.
    template <class Use>
    void each_coefficient(std::int32_t f, Use use) const {
        const std::int32_t of_rows = p_.own_count + p_.lag_count, of_columns = of_rows + p_.border_row_count;
        for (std::int32_t i = 0; i < p_.border_row_count; ++i)
            use(p_.columns + p_.border_row[i].row, p_.border_row[i].column, a_[of_rows + i]);
        for (std::int32_t i = 0; i < p_.border_column_count; ++i)
            use(p_.border_column[i].row, p_.border_column[i].column, a_[of_columns + i]);
        if (f < 2) each_left(f, use);
    }

    /// Calls use(carried pivot, column, row) for a frame's own carried columns and the rows of their pairs.
    template <class Use>
    void each_own(V* v, Use use) const {
        for (std::int32_t i = 0; i < p_.carried_pivots; ++i)
            use(i, v[own_column(p_.carried_pivot[i])], v[own_row(p_.carried_pivot[i])]);
    }
    /// The same of those of the frame before.
    template <class Use>
    void each_before(std::int32_t f, V* v, Use use) const {
        for (std::int32_t i = 0; f > 0 && i < p_.carried_pivots; ++i) {
            const NodePivot& x = p_.carried_pivot[i];
            use(i, v[x.node], v[x.row < 0 ? x.node : row_before(x)]);
        }
    }

    /// The second half of forward(): K^-1, in `here_`. The last frame's carried columns are of the end system.
    void add_to_border() {
        for (std::int32_t f = p_.frames; f-- > 0;) {
            a_.set(f);
            const V* v = frame(f);
            for (std::int32_t n = 0; n < p_.nodes; ++n) here_[n] = v[n];
            each_before(f, here_, [&](std::int32_t i, V& column, V& row) {
                const NodePivot& x = p_.carried_pivot[i];
                column = v[x.node];
                if (x.row >= 0) row = v[row_before(x)];
            });
            each_own(here_, [&](std::int32_t i, V& column, V& row) {
                row = f + 1 < p_.frames ? passed_on(i)[1] : V{};
                column = f + 1 < p_.frames ? passed_on(i)[0] : V{};
            });
            each_backward(f, here_);
            each_before(f, here_, [&](std::int32_t i, V& column, V& row) {
                passed_on(i)[0] = column;
                passed_on(i)[1] = row;
            });
            each_coefficient(f,
                             [this](std::int32_t node, std::int32_t slot, V a) { border_[slot] -= a * here_[node]; });
        }
    }

    /// A frame's G of the border, eliminated, into `here_`, from what the frame before has passed on.
    void eliminate_border(std::int32_t f) {
        for (std::int32_t n = 0; n < p_.nodes; ++n) here_[n] = V{};
        each_coefficient(f, [this](std::int32_t node, std::int32_t slot, V a) { here_[node] += a * border_[slot]; });
        each_before(f, here_, [&](std::int32_t i, V& column, V& row) {
            row = passed_on(i)[1];
            column = passed_on(i)[0];
        });
        eliminate(f, here_);
    }

    /// The first half of backward(). The last frame's carried columns are known.
    void take_border_away() {
        for (std::int32_t f = 0; f < p_.frames; ++f) {
            a_.set(f);
            eliminate_border(f);
            each_own(here_, [&](std::int32_t i, V& column, V& row) {
                passed_on(i)[0] = column;
                passed_on(i)[1] = row;
                column = row = V{};
            });
            V* v = frame(f);
            for (std::int32_t n = 0; n < p_.nodes; ++n) v[n] -= here_[n];
            each_before(f, v, [&](std::int32_t i, V& column, V& row) {
                const NodePivot& x = p_.carried_pivot[i];
                column -= here_[x.node];
                if (x.row >= 0) row -= here_[row_before(x)];
            });
        }
    }

    const Plan& p_;
    const Group& g_;
    Coefficients<Isa> a_;
    V *nodes_, *border_;
    V* here_;    ///< a frame, with the one before it in front
    V* scaled_;  ///< a frame's columns, divided by their pivots
};

}  // namespace gaiku::solve::staged
