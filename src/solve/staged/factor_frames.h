#pragma once

#include "solve/staged/block_passes.h"
#include "solve/staged/coefficients.h"
#include "solve/staged/frame_parts.h"
#include "solve/staged/kernels.h"
#include "solve/staged/lane.h"

namespace gaiku::solve::staged {

/// Eliminates the frames of a group one after the other:
///   [ D + rho   A'              ]
///   [ A         -(theta + delta)]
/// carried columns of the step before, the step's other columns (with the row of a pair), the step's rows. What is left
/// at the end, on the border square and on the last carried columns, stays in group.work.
template <class Isa>
class FactorFrames {
    using L = Lane<Isa>;
    using V = typename Isa::V;
    static constexpr double smallest_pivot = 1e-14;

public:
    FactorFrames(const Plan& plan, const Group& group, const State& state, double rho, double delta)
        : p_(plan),
          g_(group),
          s_(state),
          a_(plan, group),
          rho_(L::all(rho)),
          delta_(L::all(delta)),
          w_(L::at(group.work, 0)) {
        const std::int64_t all = p_.local_positions + std::int64_t{p_.square} * p_.square;
        for (std::int64_t i = 0; i < all; ++i) w_[i] = V{};
        const std::int64_t terms = std::int64_t{p_.rank_ones} * p_.square;
        for (std::int64_t i = 0; i < terms; ++i) *L::at(g_.left, i) = *L::at(g_.right, i) = V{};
    }

    /// The next frame, from 0; its coefficients are set.
    void frame(std::int32_t f) {
        V* d = L::at(g_.diagonal, 0);
        find_diagonal<Isa>(block_of<Isa>(p_), state_at<Isa>(p_, s_, place<Isa>(p_, g_, f)), d);
        V* store = L::at(g_.factor, std::int64_t{f} * p_.stored);
        assemble(f, d);
        for (std::int32_t i = 0; i < p_.column_pivots; ++i) column(p_.column_pivot[i], f, d, store);
        for (std::int32_t i = 0; f > 0 && i < p_.carried_pivots; ++i) carried(p_.carried_pivot[i], f, store);
        for (std::int32_t i = 0; i < p_.row_pivots; ++i) row(p_.row_pivot[i], store);
        for (std::int32_t i = 0; i < p_.square_blocks; ++i) reduce_square(p_.square_block[i]);
    }

    [[nodiscard]] std::int32_t lost() const { return static_cast<std::int32_t>(L::sum(lost_)); }

private:
    [[nodiscard]] V theta(std::int32_t f, std::int32_t row) const {
        const std::int32_t slack = p_.slack_of_row[row];
        const std::int64_t frame = std::int64_t{g_.index} * p_.frames + f;
        return slack < 0 ? V{} : *L::at(s_.theta, frame * p_.slacks + slack);
    }

    void assemble(std::int32_t f, const V* d) {
        V* kept = w_ + p_.local_positions + std::int64_t{p_.square} * p_.square;
        for (std::int32_t i = 0; i < p_.carries; ++i) kept[i] = w_[p_.carry[i].from];
        for (std::int32_t i = 0; i < p_.local_positions; ++i) w_[i] = V{};
        if (f > 0) {
            for (std::int32_t i = 0; i < p_.carries; ++i) w_[p_.carry[i].position] = kept[i];
        } else {
            for (std::int32_t k = 0; k < p_.carried; ++k) w_[p_.carry_diagonal[k]] = L::all(1);
        }
        for (std::int32_t r = 0; r < p_.rows; ++r) {
            if (p_.row_diagonal[r] >= 0) w_[p_.row_diagonal[r]] = -(theta(f, r) + delta_);
        }
        for (std::int32_t k = 0; k < p_.carried; ++k) w_[p_.own_diagonal[k]] = d[p_.carried_column[k]] + rho_;
        for (std::int32_t i = 0; i < p_.set_own; ++i) w_[p_.own_set[i].position] += a_[p_.own_set[i].from];
        for (std::int32_t i = 0; i < p_.set_border_row; ++i)
            w_[p_.border_row_set[i].position] += a_[p_.border_row_set[i].from];
        for (std::int32_t i = 0; i < p_.set_border_column; ++i)
            w_[p_.border_column_set[i].position] += a_[p_.border_column_set[i].from];
        assemble_lag(f);
    }

    /// In its first frame a segment meets the left neighbour's last columns, in the border.
    void assemble_lag(std::int32_t f) {
        const V begins = f == 0 ? L::all(1) - *L::at(g_.first_is_one, 0) : f == 1 ? *L::at(g_.first_is_one, 0) : V{};
        for (std::int32_t i = 0; i < p_.lag_count; ++i) {
            const V a = a_[p_.own_count + i];
            if (f > 1) {
                w_[p_.lag_position[i]] += a;
            } else {
                w_[p_.lag_position[i]] += a * (1.0 - begins);
                w_[p_.lag_left_position[i]] += a * begins;
            }
        }
    }

    void column(const ColumnPivot& x, std::int32_t f, const V* diagonals, V* store) {
        const V d = diagonals[x.column] + rho_;
        const std::int32_t* q = p_.position + x.positions;
        const std::int32_t terms = x.local + x.border;
        V u[most_terms];
        for (std::int32_t a = 0; a < terms + x.row_border; ++a) u[a] = a_[p_.term[x.terms + a].entry];
        if (x.row < 0) {
            const V inverse = 1.0 / d;
            store[x.store] = inverse;
            for (std::int32_t a = 0; a < terms; ++a) {
                const V scaled = inverse * u[a];
                for (std::int32_t b = a; b < terms; ++b) w_[*q++] -= scaled * u[b];
            }
            return;
        }
        const Pair pair = invert(d, theta(f, x.row) + delta_, a_[x.alpha], store + x.store);
        for (std::int32_t a = 0; a < terms; ++a) {
            const V by_column = pair.column * u[a], crossed = pair.cross * u[a];
            for (std::int32_t b = a; b < terms; ++b) w_[*q++] -= by_column * u[b];
            for (std::int32_t b = terms; b < terms + x.row_border; ++b) w_[*q++] -= crossed * u[b];
        }
        for (std::int32_t a = terms; a < terms + x.row_border; ++a) {
            const V by_row = pair.row * u[a];
            for (std::int32_t b = a; b < terms + x.row_border; ++b) w_[*q++] += by_row * u[b];
        }
    }

    /// kappa [ t alpha; alpha -d ], the inverse of [ d alpha; alpha -t ].
    struct Pair {
        V column, cross, row;
    };
    static Pair invert(V d, V t, V alpha, V* store) {
        const V kappa = 1.0 / (d * t + alpha * alpha);
        const Pair pair{kappa * t, kappa * alpha, kappa * d};
        store[0] = pair.column;
        store[1] = pair.cross;
        store[2] = pair.row;
        return pair;
    }

    void carried(const NodePivot& x, std::int32_t f, V* store) {
        V d = w_[x.diagonal];
        lost_ += d < smallest_pivot ? L::all(1) : V{};
        d = d < smallest_pivot ? L::all(smallest_pivot) : d;
        if (x.row < 0) {
            eliminate(x, 1.0 / d, store + x.store);
            return;
        }
        const V t = theta(f - 1, x.row) + delta_;
        const Pair pair = invert(d, t, a_.in(f - 1, x.alpha), store + x.store);
        V l[most_terms], g[most_terms];
        couplings(x, l, store + x.store + 3);
        for (std::int32_t a = 0; a < x.count; ++a) g[a] = V{};
        for (std::int32_t b = 0; b < x.row_border; ++b)
            g[p_.term[x.terms + b].target] = a_.in(f - 1, p_.term[x.terms + b].entry);
        const std::int32_t* q = p_.position + x.positions;
        for (std::int32_t a = 0; a < x.local; ++a) {
            const V by_column = pair.column * l[a], crossed = pair.cross * l[a];
            const std::int32_t* first = q - a;
            for (std::int32_t b = a; b < x.count; ++b) w_[*q++] -= by_column * l[b];
            for (std::int32_t b = 0; b < x.row_border; ++b) {
                const std::int32_t place = p_.term[x.terms + b].target;
                w_[first[place]] -= crossed * g[place];
            }
        }
        V *left = L::at(g_.left, std::int64_t{x.rank_one} * p_.square), *left_row = left + p_.square;
        V *right = L::at(g_.right, std::int64_t{x.rank_one} * p_.square), *right_row = right + p_.square;
        for (std::int32_t a = x.local; a < x.count; ++a) {
            const std::int32_t slot = p_.neighbour[x.neighbours + a].target;
            left[slot] = pair.column * l[a] + pair.cross * g[a];
            right[slot] = l[a];
            left_row[slot] = pair.cross * l[a] - pair.row * g[a];
            right_row[slot] = g[a];
        }
    }

    void row(const NodePivot& x, V* store) {
        V d = w_[x.diagonal];
        lost_ += d > -smallest_pivot ? L::all(1) : V{};
        d = d > -smallest_pivot ? L::all(-smallest_pivot) : d;
        eliminate(x, 1.0 / d, store + x.store);
    }

    /// Of a pivot, of which the sweeps take the local ones.
    void couplings(const NodePivot& x, V* l, V* kept) const {
        for (std::int32_t a = 0; a < x.count; ++a) l[a] = w_[p_.neighbour[x.neighbours + a].position];
        for (std::int32_t a = 0; a < x.local; ++a) kept[a] = l[a];
    }

    /// With one pivot: local couplings at once, those on the border square as a rank-one term.
    void eliminate(const NodePivot& x, V inverse, V* store) {
        V l[most_terms];
        *store = inverse;
        couplings(x, l, store + 1);
        const std::int32_t* q = p_.position + x.positions;
        for (std::int32_t a = 0; a < x.local; ++a) {
            const V scaled = inverse * l[a];
            for (std::int32_t b = a; b < x.count; ++b) w_[*q++] -= scaled * l[b];
        }
        V *left = L::at(g_.left, std::int64_t{x.rank_one} * p_.square),
          *right = L::at(g_.right, std::int64_t{x.rank_one} * p_.square);
        for (std::int32_t a = x.local; a < x.count; ++a) {
            const std::int32_t slot = p_.neighbour[x.neighbours + a].target;
            left[slot] = inverse * l[a];
            right[slot] = l[a];
        }
    }

    /// A block held in registers takes all rank-one terms of the frame that reach it.
    void reduce_square(const SquareBlock& block) {
        V sum[4][4] = {};
        for (std::int32_t i = 0; i < block.count; ++i) {
            const std::int64_t term = std::int64_t{p_.square_terms[block.first + i]} * p_.square;
            const V *a = L::at(g_.left, term + block.a), *b = L::at(g_.right, term + block.b);
            for (std::int32_t m = 0; m < 4; ++m)
                for (std::int32_t n = 0; n < 4; ++n) sum[m][n] += a[m] * b[n];
        }
        for (std::int32_t m = 0; m < 4; ++m)
            for (std::int32_t n = 0; n < 4; ++n)
                w_[p_.local_positions + (block.a + m) * p_.square + block.b + n] -= sum[m][n];
    }

    const Plan& p_;
    const Group& g_;
    const State& s_;
    Coefficients<Isa> a_;
    V rho_, delta_, lost_ = {};
    V* w_;
};

}  // namespace gaiku::solve::staged
