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
        zero(w_, p_.local_positions + std::int64_t{p_.square} * p_.square + couplings());
        zero(L::at(g_.scaled, 0), p_.scaled);
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
        for (std::int32_t i = 0; i < p_.coupling_blocks; ++i)
            sum_couplings(p_.couplings[p_.coupling_block[i].couplings], p_.coupling_block[i].block);
        reduce_square(f, store);
    }

    [[nodiscard]] std::int32_t lost() const { return static_cast<std::int32_t>(L::sum(lost_)); }

private:
    static void zero(V* at, std::int64_t count) {
        for (std::int64_t i = 0; i < count; ++i) at[i] = V{};
    }
    [[nodiscard]] std::int64_t couplings() const { return std::int64_t{p_.square} * (p_.rank_ones + p_.carried); }
    /// Four couplings of a node to the border, of which those of all nodes lie side by side.
    [[nodiscard]] std::int64_t four(std::int32_t rank_one, std::int32_t block) const {
        return 4 * (std::int64_t{block} * (p_.rank_ones + p_.carried) + rank_one);
    }
    /// The same times the inverse pivot, of the block under way.
    [[nodiscard]] V* left(std::int32_t rank_one) const { return L::at(g_.left, std::int64_t{4} * rank_one); }
    [[nodiscard]] V* right(std::int32_t rank_one, std::int32_t block) const {
        return L::at(g_.right, four(rank_one, block));
    }

    [[nodiscard]] V theta(std::int32_t f, std::int32_t row) const {
        const std::int32_t slack = p_.slack_of_row[row];
        const std::int64_t frame = std::int64_t{g_.index} * p_.frames + f;
        return slack < 0 ? V{} : *L::at(s_.theta, frame * p_.slacks + slack);
    }

    void assemble(std::int32_t f, const V* d) {
        V* kept = right(0, 0) + couplings();
        for (std::int32_t i = 0; i < p_.carries; ++i) kept[i] = w_[p_.carry[i].from];
        zero(w_, p_.local_positions);
        zero(right(0, 0), couplings());
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
        const V* l = keep(x, store + x.store + 3);
        V *scaled = L::at(g_.scaled, x.scaled), *crossed = scaled + x.local;
        const std::int32_t* q = p_.position + x.positions;
        for (std::int32_t a = 0; a < x.local; ++a) {
            scaled[a] = pair.column * l[a];
            crossed[a] = pair.cross * l[a];
            for (std::int32_t b = a; b < x.local; ++b) w_[*q++] -= scaled[a] * l[b];
        }
        for (std::int32_t b = 0; b < x.row_border; ++b) {
            const Term& term = p_.term[x.terms + b];
            right(x.rank_one + 1, term.target / 4)[term.target % 4] = a_.in(f - 1, term.entry);
        }
    }

    void row(const NodePivot& x, V* store) {
        V d = w_[x.diagonal];
        lost_ += d > -smallest_pivot ? L::all(1) : V{};
        d = d > -smallest_pivot ? L::all(-smallest_pivot) : d;
        eliminate(x, 1.0 / d, store + x.store);
    }

    /// A pivot's couplings within the frame, which the sweeps take.
    const V* keep(const NodePivot& x, V* kept) const {
        for (std::int32_t a = 0; a < x.local; ++a) kept[a] = w_[p_.neighbour[x.neighbours + a].position];
        return kept;
    }

    /// With one pivot, within the frame.
    void eliminate(const NodePivot& x, V inverse, V* store) {
        *store = inverse;
        const V* l = keep(x, store + 1);
        V* scaled = L::at(g_.scaled, x.scaled);
        const std::int32_t* q = p_.position + x.positions;
        for (std::int32_t a = 0; a < x.local; ++a) {
            scaled[a] = inverse * l[a];
            for (std::int32_t b = a; b < x.local; ++b) w_[*q++] -= scaled[a] * l[b];
        }
    }

    /// Four couplings to the border at a time, node by node: what all nodes eliminated before add to them is summed in
    /// registers.
    void sum_couplings(const Couplings& c, std::int32_t block) const {
        const CouplingTerm* term = p_.coupling_term + c.terms;
        const V *scaled = L::at(g_.scaled, 0), *all = right(0, block);
        // Of two terms in turn, as a sum waits for the one before.
        V *to = right(c.rank_one, block), sum[4], other[4] = {};
        for (std::int32_t m = 0; m < 4; ++m) sum[m] = to[m];
        std::int32_t t = 0;
        for (; t + 1 < c.term_count; t += 2) {
            const V *from = all + 4 * std::int64_t{term[t].rank_one}, by = scaled[term[t].scaled];
            const V *next = all + 4 * std::int64_t{term[t + 1].rank_one}, by_next = scaled[term[t + 1].scaled];
            for (std::int32_t m = 0; m < 4; ++m) {
                sum[m] -= by * from[m];
                other[m] -= by_next * next[m];
            }
        }
        if (t < c.term_count) {
            const V *from = all + 4 * std::int64_t{term[t].rank_one}, by = scaled[term[t].scaled];
            for (std::int32_t m = 0; m < 4; ++m) sum[m] -= by * from[m];
        }
        for (std::int32_t m = 0; m < 4; ++m) to[m] = sum[m] + other[m];
    }

    /// Four rows of the border square at a time.
    void reduce_square(std::int32_t f, const V* store) {
        std::int32_t coupling = 0;
        for (std::int32_t i = 0; i < p_.square_blocks;) {
            const std::int32_t a = p_.square_block[i].a;
            while (coupling < p_.coupling_blocks && p_.coupling_block[coupling].block < a) ++coupling;
            for (; coupling < p_.coupling_blocks && p_.coupling_block[coupling].block == a; ++coupling)
                scale_couplings(p_.coupling_block[coupling], f, store);
            for (; i < p_.square_blocks && p_.square_block[i].a == a; ++i) reduce_block(p_.square_block[i]);
        }
    }

    /// Times the inverse pivot: the other half of a rank-one term, or of a pair's two. Those of the carried columns of
    /// a first frame, which has none, are 0.
    void scale_couplings(const CouplingBlock& of, std::int32_t f, const V* store) const {
        const std::int32_t of_row = of.couplings - p_.carried_pivots;
        if (of_row >= p_.row_pivots) return;
        const NodePivot& x = of_row < 0 ? p_.carried_pivot[of.couplings] : p_.row_pivot[of_row];
        const V *from = right(x.rank_one, of.block), *row = from + 4, *inverse = store + x.store;
        V *to = left(x.rank_one), *to_row = to + 4;
        const bool is_none = of_row < 0 && f == 0;
        for (std::int32_t m = 0; m < 4; ++m) {
            to[m] = is_none ? V{} : inverse[0] * from[m];
            if (x.row < 0) continue;
            if (!is_none) to[m] += inverse[1] * row[m];
            to_row[m] = is_none ? V{} : inverse[1] * from[m] - inverse[2] * row[m];
        }
    }

    /// A block held in registers takes all rank-one terms of the frame that reach it.
    void reduce_block(const SquareBlock& block) {
        V sum[4][4] = {};
        const V *lefts = left(0), *rights = right(0, block.b);
        const std::int32_t* term = p_.square_terms + block.first;
        for (std::int32_t i = 0; i < block.count; ++i) {
            const V *a = lefts + std::int64_t{4} * term[i], *b = rights + std::int64_t{4} * term[i];
            for (std::int32_t m = 0; m < 4; ++m)
                for (std::int32_t n = 0; n < 4; ++n) sum[m][n] += a[m] * b[n];
        }
        V* square = w_ + p_.local_positions + std::int64_t{4} * block.a * p_.square + 4 * block.b;
        for (std::int32_t m = 0; m < 4; ++m)
            for (std::int32_t n = 0; n < 4; ++n) square[std::int64_t{m} * p_.square + n] -= sum[m][n];
    }

    const Plan& p_;
    const Group& g_;
    const State& s_;
    Coefficients<Isa> a_;
    V rho_, delta_, lost_ = {};
    V* w_;
};

}  // namespace gaiku::solve::staged
