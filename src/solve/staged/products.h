#pragma once

#include "solve/staged/kernels.h"
#include "solve/staged/lane.h"

namespace gaiku::solve::staged {

/// A'y and A x of one frame at a time: columns then rows of `out`. Vectors hold a frame's columns at x, its rows at y.
template <class Isa>
class Products {
    using L = Lane<Isa>;
    using V = typename Isa::V;

public:
    Products(const Plan& plan, const Group& group)
        : p_(plan), g_(group), border_(L::at(group.border_x, 0)), sum_(L::at(group.border_sum, 0)) {
        own_ = group.values;
        lag_ = own_ + plan.own_count;
        border_row_ = lag_ + plan.lag_count;
        border_column_ = border_row_ + plan.border_row_count;
    }

    void begin() {
        for (std::int32_t s = 0; s < p_.slots; ++s) sum_[s] = V{};
    }

    /// x_before, y_after: the frames beside, where there are any.
    void frame(std::int32_t f, const V* x, const V* x_before, const V* y, const V* y_after, V* out) {
        V *columns = out, *rows = out + p_.columns;
        for (std::int32_t i = 0; i < p_.nodes; ++i) out[i] = V{};
        for (std::int32_t i = 0; i < p_.own_count; ++i) {
            const V a = value(own_[i], f);
            rows[p_.own[i].row] += a * x[p_.own[i].column];
            columns[p_.own[i].column] += a * y[p_.own[i].row];
        }
        for (std::int32_t i = 0; i < p_.border_row_count; ++i) {
            const V a = value(border_row_[i], f);
            const Entry& e = p_.border_row[i];
            rows[e.row] += a * border_[e.column];
            sum_[e.column] += a * y[e.row];
        }
        for (std::int32_t i = 0; i < p_.border_column_count; ++i) {
            const V a = value(border_column_[i], f);
            const Entry& e = p_.border_column[i];
            columns[e.row] += a * border_[e.column];
            sum_[e.column] += a * x[e.row];
        }
        back(f, x_before, rows);
        ahead(f, y_after, columns);
    }

private:
    static V value(const Value& v, std::int32_t f) { return *L::at(v.data, f < v.last ? f : v.last); }

    /// The step before, which for the first step of a segment is the left neighbour's last.
    void back(std::int32_t f, const V* x_before, V* rows) {
        const V* left = L::at(g_.left_end, 0);
        const V begins = *L::at(g_.first_is_one, 0);
        for (std::int32_t i = 0; i < p_.lag_count; ++i) {
            const std::int32_t k = p_.lag[i].column;
            V before = left[k];
            if (f == 1) before = begins > 0.0 ? left[k] : x_before[p_.carried_column[k]];
            if (f > 1) before = x_before[p_.carried_column[k]];
            rows[p_.lag[i].row] += value(lag_[i], f) * before;
        }
    }

    /// The step after; in frame 0, short segments have none that it would be before.
    void ahead(std::int32_t f, const V* y_after, V* columns) {
        if (f + 1 == p_.frames) {
            for (std::int32_t k = 0; k < p_.carried; ++k) columns[p_.carried_column[k]] += *L::at(g_.right_begin, k);
            return;
        }
        const V counts = f == 0 ? L::all(1) - *L::at(g_.first_is_one, 0) : L::all(1);
        for (std::int32_t i = 0; i < p_.lag_count; ++i)
            columns[p_.carried_column[p_.lag[i].column]] += value(lag_[i], f + 1) * y_after[p_.lag[i].row] * counts;
    }

    const Plan& p_;
    const Group& g_;
    const V* border_;
    V* sum_;
    const Value *own_, *lag_, *border_row_, *border_column_;
};

}  // namespace gaiku::solve::staged
