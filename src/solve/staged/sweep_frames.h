#pragma once

#include "solve/staged/kernels.h"
#include "solve/staged/lane.h"

namespace gaiku::solve::staged {

/// Solves with the factor of FactorFrames: forward over the frames, then (when the end system has set the border and
/// the last carried columns) backward. `before(f)` fills a frame before its elimination, `after(f)` finds a frame in
/// which everything is known; the last frame only when all groups are through.
template <class Isa>
class SweepFrames {
    using L = Lane<Isa>;
    using V = typename Isa::V;

public:
    SweepFrames(const Plan& plan, const Group& group, double* nodes)
        : p_(plan),
          g_(group),
          nodes_(L::at(nodes, std::int64_t{group.index} * plan.frames * plan.nodes)),
          border_(L::at(group.border, 0)) {}

    template <class Before>
    void forward(Before before) {
        for (std::int32_t b = 0; b < p_.border; ++b) border_[b] = V{};
        for (std::int32_t f = 0; f < p_.frames; ++f) {
            before(f);
            eliminate(f);
        }
    }

    template <class After>
    void backward(After after) {
        for (std::int32_t f = p_.frames; f-- > 0;) {
            V* v = nodes_ + std::int64_t{f} * p_.nodes;
            const V* store = L::at(g_.factor, std::int64_t{f} * p_.stored);
            for (std::int32_t i = p_.row_pivots; i-- > 0;) node_backward(p_.row_pivot[i], f, v, store);
            for (std::int32_t i = 0; i < p_.column_pivots; ++i) column_backward(p_.column_pivot[i], f, v, store);
            for (std::int32_t i = p_.carried_pivots; f > 0 && i-- > 0;) node_backward(p_.carried_pivot[i], f, v, store);
            after(f);
        }
    }

private:
    void eliminate(std::int32_t f) {
        V* v = nodes_ + std::int64_t{f} * p_.nodes;
        const V* store = L::at(g_.factor, std::int64_t{f} * p_.stored);
        for (std::int32_t i = 0; i < p_.column_pivots; ++i) column_forward(p_.column_pivot[i], f, v, store);
        for (std::int32_t i = 0; f > 0 && i < p_.carried_pivots; ++i) node_forward(p_.carried_pivot[i], f, v, store);
        for (std::int32_t i = 0; i < p_.row_pivots; ++i) node_forward(p_.row_pivot[i], f, v, store);
    }

    [[nodiscard]] V value(std::int32_t entry, std::int32_t f) const {
        const Value& v = g_.values[entry];
        return *L::at(v.data, f < v.last ? f : v.last);
    }

    void column_forward(const ColumnPivot& x, std::int32_t f, V* v, const V* store) {
        const V* l = store + x.store;
        const Term* term = p_.term + x.terms;
        V t = l[0] * v[x.column];
        if (x.row >= 0) {
            const V row = v[p_.columns + x.row];
            const V of_row = l[1] * v[x.column] - l[2] * row;
            t += l[1] * row;
            const Term* of = term + x.local + x.border;
            for (std::int32_t a = 0; a < x.row_border; ++a) border_[of[a].target] -= value(of[a].entry, f) * of_row;
        }
        for (std::int32_t a = 0; a < x.local; ++a) v[term[a].target] -= value(term[a].entry, f) * t;
        for (std::int32_t a = x.local; a < x.local + x.border; ++a)
            border_[term[a].target] -= value(term[a].entry, f) * t;
    }

    void column_backward(const ColumnPivot& x, std::int32_t f, V* v, const V* store) {
        const V* l = store + x.store;
        const Term* term = p_.term + x.terms;
        V r = v[x.column];
        for (std::int32_t a = 0; a < x.local; ++a) r -= value(term[a].entry, f) * v[term[a].target];
        for (std::int32_t a = x.local; a < x.local + x.border; ++a)
            r -= value(term[a].entry, f) * border_[term[a].target];
        if (x.row < 0) {
            v[x.column] = l[0] * r;
            return;
        }
        V row = v[p_.columns + x.row];
        const Term* of = term + x.local + x.border;
        for (std::int32_t a = 0; a < x.row_border; ++a) row -= value(of[a].entry, f) * border_[of[a].target];
        v[x.column] = l[0] * r + l[1] * row;
        v[p_.columns + x.row] = l[1] * r - l[2] * row;
    }

    void node_forward(const NodePivot& x, std::int32_t f, V* v, const V* store) {
        const V* l = store + x.store;
        const Neighbour* n = p_.neighbour + x.neighbours;
        V t = l[0] * v[x.node];
        if (x.row >= 0) {
            const V row = v[x.row - p_.nodes + p_.columns];
            const V of_row = l[1] * v[x.node] - l[2] * row;
            t += l[1] * row;
            for (std::int32_t b = 0; b < x.row_border; ++b)
                border_[n[p_.term[x.terms + b].target].target] -= value(p_.term[x.terms + b].entry, f - 1) * of_row;
        }
        l += x.row < 0 ? 1 : 3;
        for (std::int32_t a = 0; a < x.local; ++a) v[n[a].target] -= l[a] * t;
        for (std::int32_t a = x.local; a < x.count; ++a) border_[n[a].target] -= l[a] * t;
    }

    void node_backward(const NodePivot& x, std::int32_t f, V* v, const V* store) {
        const V* l = store + x.store + (x.row < 0 ? 1 : 3);
        const Neighbour* n = p_.neighbour + x.neighbours;
        V r = v[x.node];
        for (std::int32_t a = 0; a < x.local; ++a) r -= l[a] * v[n[a].target];
        for (std::int32_t a = x.local; a < x.count; ++a) r -= l[a] * border_[n[a].target];
        if (x.row < 0) {
            v[x.node] = l[-1] * r;
            return;
        }
        V& row = v[x.row - p_.nodes + p_.columns];
        V of_row = row;
        for (std::int32_t b = 0; b < x.row_border; ++b)
            of_row -= value(p_.term[x.terms + b].entry, f - 1) * border_[n[p_.term[x.terms + b].target].target];
        v[x.node] = l[-3] * r + l[-2] * of_row;
        row = l[-2] * r - l[-1] * of_row;
    }

    const Plan& p_;
    const Group& g_;
    V *nodes_, *border_;
};

}  // namespace gaiku::solve::staged
