#pragma once

#include "solve/staged/coefficients.h"
#include "solve/staged/kernels.h"
#include "solve/staged/lane.h"

namespace gaiku::solve::staged {

/// Solves with the factor of FactorFrames: forward over the frames, then (when the end system has set the border and
/// the last carried columns) backward. `before(f)` fills a frame before its elimination, `after(f)` finds a frame in
/// which everything is known; the last frame only when all groups are through.
///
/// A frame's rows meet most of the border once its columns are eliminated, but those couplings are not kept: with G the
/// frame's couplings before its elimination (coefficients, and what the carried columns bring along) and K its own
/// matrix, the border takes G' K^-1 of the frame's right-hand side, and the frame takes away G of the border before its
/// elimination. Both are sweeps within the frame, in the cache, where the couplings would come from memory.
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
            V* v = nodes_ + std::int64_t{f} * p_.nodes;
            eliminate(f, v);
            each_backward(
                f, [v](std::int32_t n) { return v[n]; }, here_, true);
            add_to_border(f);
        }
    }

    template <class After>
    void backward(After after) {
        for (std::int32_t f = p_.frames; f-- > 0;) {
            V* v = nodes_ + std::int64_t{f} * p_.nodes;
            a_.set(f);
            take_from_border(f);
            eliminate(f, here_);
            const V* less = here_;
            each_backward(
                f, [v, less](std::int32_t n) { return v[n] - less[n]; }, v, false);
            after(f);
        }
    }

private:
    [[nodiscard]] const V* factor(std::int32_t f) const { return L::at(g_.factor, std::int64_t{f} * p_.stored); }
    /// The row of a carried column's pair, which is one of the frame before.
    [[nodiscard]] std::int32_t row_before(const NodePivot& x) const { return x.row - p_.nodes + p_.columns; }

    void eliminate(std::int32_t f, V* v) const {
        const V* store = factor(f);
        columns_forward(v, store);
        for (std::int32_t i = 0; f > 0 && i < p_.carried_pivots; ++i) node_forward(p_.carried_pivot[i], v, store);
        for (std::int32_t i = 0; i < p_.row_pivots; ++i) node_forward(p_.row_pivot[i], v, store);
    }

    /// From an eliminated right-hand side; the step's own carried columns stand in `v`, or are 0.
    template <class From>
    void each_backward(std::int32_t f, From from, V* v, bool without_own) const {
        const V* store = factor(f);
        for (std::int32_t k = 0; without_own && k < p_.carried; ++k) v[p_.carried_column[k]] = V{};
        for (std::int32_t i = p_.row_pivots; i-- > 0;) node_backward(p_.row_pivot[i], from, v, store);
        for (std::int32_t i = 0; i < p_.column_pivots; ++i) column_backward(p_.column_pivot[i], from, v, store);
        for (std::int32_t i = p_.carried_pivots; f > 0 && i-- > 0;) node_backward(p_.carried_pivot[i], from, v, store);
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

    template <class From>
    void column_backward(const ColumnPivot& x, From from, V* v, const V* store) const {
        const V* l = store + x.store;
        const Term* term = p_.term + x.terms;
        V r = from(x.column);
        for (std::int32_t a = 0; a < x.local; ++a) r -= a_[term[a].entry] * v[term[a].target];
        if (x.row < 0) {
            v[x.column] = l[0] * r;
            return;
        }
        const V row = from(p_.columns + x.row);
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

    template <class From>
    void node_backward(const NodePivot& x, From from, V* v, const V* store) const {
        const V* l = store + x.store + (x.row < 0 ? 1 : 3);
        const Neighbour* n = p_.neighbour + x.neighbours;
        V r = from(x.node);
        for (std::int32_t a = 0; a < x.local; ++a) r -= l[a] * v[n[a].target];
        if (x.row < 0) {
            v[x.node] = l[-1] * r;
            return;
        }
        const V row = from(row_before(x));
        v[x.node] = l[-3] * r + l[-2] * row;
        v[row_before(x)] = l[-2] * r - l[-1] * row;
    }

    /// Calls use(node, slot, coupling) for what a frame meets of the border before its elimination.
    template <class Use>
    void each_coupling(std::int32_t f, Use use) const {
        for (std::int32_t i = 0; i < p_.column_pivots; ++i) {
            const ColumnPivot& x = p_.column_pivot[i];
            const Term *term = p_.term + x.terms + x.local, *of_row = term + x.border;
            for (std::int32_t a = 0; a < x.border; ++a) use(x.column, term[a].target, a_[term[a].entry]);
            for (std::int32_t a = 0; a < x.row_border; ++a)
                use(p_.columns + x.row, of_row[a].target, a_[of_row[a].entry]);
        }
        for (std::int32_t i = 0; i < p_.set_border_row; ++i) {
            const std::int32_t entry = p_.border_row_set[i].from;
            const Entry& e = p_.border_row[entry - p_.own_count - p_.lag_count];
            use(p_.columns + e.row, e.column, a_[entry]);
        }
        if (f < 2) each_left(f, use);
    }

    /// In its first frame a segment meets the left neighbour's last columns.
    template <class Use>
    void each_left(std::int32_t f, Use use) const {
        const V in_second = *L::at(g_.first_is_one, 0), begins = f == 0 ? 1.0 - in_second : in_second;
        for (std::int32_t i = 0; i < p_.lag_count; ++i)
            use(p_.columns + p_.lag[i].row, p_.slots + p_.lag[i].column, a_[p_.own_count + i] * begins);
    }

    /// What a carried column brought along, and its pair's row, which is one of the frame before.
    [[nodiscard]] const V* brought(const NodePivot& x, std::int32_t f) const {
        return factor(f) + x.store + (x.row < 0 ? 1 : 3);
    }

    void add_to_border(std::int32_t f) {
        each_coupling(f, [this](std::int32_t node, std::int32_t slot, V a) { border_[slot] -= a * here_[node]; });
        for (std::int32_t i = 0; f > 0 && i < p_.carried_pivots; ++i) {
            const NodePivot& x = p_.carried_pivot[i];
            const V *l = brought(x, f), here = here_[x.node];
            const Neighbour* n = p_.neighbour + x.neighbours;
            for (std::int32_t a = x.local; a < x.count; ++a) border_[n[a].target] -= l[a] * here;
            for (std::int32_t b = 0; b < x.row_border; ++b) {
                const Term& term = p_.term[x.terms + b];
                border_[n[term.target].target] -= a_.in(f - 1, term.entry) * here_[row_before(x)];
            }
        }
    }

    void take_from_border(std::int32_t f) {
        for (std::int32_t n = 0; n < p_.nodes; ++n) here_[n] = V{};
        each_coupling(f, [this](std::int32_t node, std::int32_t slot, V a) { here_[node] += a * border_[slot]; });
        for (std::int32_t i = 0; f > 0 && i < p_.carried_pivots; ++i) {
            const NodePivot& x = p_.carried_pivot[i];
            const V* l = brought(x, f);
            const Neighbour* n = p_.neighbour + x.neighbours;
            V even = {}, odd = {}, of_row = {};  // two sums, as each waits for itself
            std::int32_t a = x.local;
            for (; a + 1 < x.count; a += 2) {
                even += l[a] * border_[n[a].target];
                odd += l[a + 1] * border_[n[a + 1].target];
            }
            if (a < x.count) even += l[a] * border_[n[a].target];
            here_[x.node] = even + odd;
            for (std::int32_t b = 0; b < x.row_border; ++b) {
                const Term& term = p_.term[x.terms + b];
                of_row += a_.in(f - 1, term.entry) * border_[n[term.target].target];
            }
            if (x.row >= 0) here_[row_before(x)] = of_row;
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
