#pragma once

#include "solve/staged/coefficients.h"
#include "solve/staged/kernels.h"
#include "solve/staged/lane.h"

namespace gaiku::solve::staged {

/// A'y and A x of one frame at a time, whose coefficients are set: columns then rows of `out`. Vectors hold a frame's
/// columns at x, its rows at y.
template <class Isa>
class Products {
    using L = Lane<Isa>;
    using V = typename Isa::V;

public:
    Products(const Plan& plan, const Group& group)
        : p_(plan), g_(group), a_(plan, group), border_(L::at(group.border_x, 0)), sum_(L::at(group.border_sum, 0)) {}

    void begin() {
        for (std::int32_t s = 0; s < p_.slots; ++s) sum_[s] = V{};
    }

    /// x_before, y_after: the frames beside, where there are any.
    void frame(std::int32_t f, const V* x, const V* x_before, const V* y, const V* y_after, V* out) {
        V *columns = out, *rows = out + p_.columns;
        for (std::int32_t r = 0; r < p_.rows; ++r) {
            V sum = {};
            for (std::int32_t i = p_.own_of_row[r]; i < p_.own_of_row[r + 1]; ++i) sum += a_[i] * x[p_.own[i].column];
            rows[r] = sum;
        }
        for (std::int32_t c = 0; c < p_.columns; ++c) {
            V sum = {};
            for (std::int32_t i = p_.own_of_column[c]; i < p_.own_of_column[c + 1]; ++i)
                sum += a_[p_.row_of_own[i].entry] * y[p_.row_of_own[i].target];
            columns[c] = sum;
        }
        const std::int32_t border_rows = p_.own_count + p_.lag_count;
        for (std::int32_t i = 0; i < p_.border_row_count; ++i) {
            const V a = a_[border_rows + i];
            const Entry& e = p_.border_row[i];
            rows[e.row] += a * border_[e.column];
            sum_[e.column] += a * y[e.row];
        }
        const std::int32_t border_columns = border_rows + p_.border_row_count;
        for (std::int32_t i = 0; i < p_.border_column_count; ++i) {
            const V a = a_[border_columns + i];
            const Entry& e = p_.border_column[i];
            columns[e.row] += a * border_[e.column];
            sum_[e.column] += a * x[e.row];
        }
        back(f, x_before, rows);
        ahead(f, y_after, columns);
    }

private:
    /// The step before, which for the first step of a segment is the left neighbour's last.
    void back(std::int32_t f, const V* x_before, V* rows) {
        const V* left = L::at(g_.left_end, 0);
        const V begins = *L::at(g_.first_is_one, 0);
        for (std::int32_t i = 0; i < p_.lag_count; ++i) {
            const std::int32_t k = p_.lag[i].column;
            V before = left[k];
            if (f == 1) before = begins > 0.0 ? left[k] : x_before[p_.carried_column[k]];
            if (f > 1) before = x_before[p_.carried_column[k]];
            rows[p_.lag[i].row] += a_[p_.own_count + i] * before;
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
            columns[p_.carried_column[p_.lag[i].column]] +=
                a_.in(f + 1, p_.own_count + i) * y_after[p_.lag[i].row] * counts;
    }

    const Plan& p_;
    const Group& g_;
    Coefficients<Isa> a_;
    const V* border_;
    V* sum_;
};

}  // namespace gaiku::solve::staged
