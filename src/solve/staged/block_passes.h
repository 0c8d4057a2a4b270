#pragma once

#include "solve/staged/kernels.h"
#include "solve/staged/lane.h"

namespace gaiku::solve::staged {

/// D of a block's columns: z / x + v / w.
template <class Isa>
void find_diagonal(const Block& b, const State& at, typename Isa::V* d) {
    using L = Lane<Isa>;
    const auto *z = L::at(at.z, 0), *v = L::at(at.v, 0);
    const typename L::Singles by_x{at.by_x}, by_w{at.by_w};
    for (std::int32_t c = 0; c < b.columns; ++c) d[c] = z[c] * by_x[c];
    for (std::int32_t i = 0; i < b.uppers && b.pair_of_upper[i] < b.columns; ++i)
        d[b.pair_of_upper[i]] += v[i] * by_w[i];
}

/// What is done row by row and column by column in one block (a frame, or what is of all steps). With z, v the duals of
/// x and w, and r_xz, r_wv the products that a direction aims at:
///   t = r_d - r_xz / x + (r_wv - v r_u) / w
///   right-hand sides: -t in columns, r_p + theta t in rows
///   dz = (r_xz - z dx) / x,   dw = r_u - dx,   dv = (r_wv - v dw) / w
///   ds = r_p - A dx where theta > 1, else theta (dy - t): each where it is the accurate one
/// A predictor takes the residuals in full and aims at -x z, so that r_xz / x = -z; a corrector takes none of them.
/// 1 / x and 1 / w are found once for an iterate, 0 where there is no pair: what they multiply is 0 there. What can be
/// found anew from what is in the cache is not kept: memory is what an iteration waits for.
template <class Isa, Mode mode>
class BlockPasses {
    using L = Lane<Isa>;
    using V = typename Isa::V;
    using Singles = typename L::Singles;
    static constexpr bool full = mode == Mode::predictor;
    static constexpr bool start = is_start(mode);
    /// Of the product that is aimed at. Measured: of 5 to 50 on nine districts, 10 to 20 take the fewest iterations.
    static constexpr double most_correction = 15;

public:
    /// Pointers at the block's own parts; scratch holds a vector for each pair, then one for each column.
    BlockPasses(const Block& block, const State& at, const Direction& main, const Target& target, double* scratch)
        : b_(block),
          s_(at),
          m_(main),
          target_(target),
          t_(L::at(scratch, 0)),
          d_(L::at(scratch, block.columns + block.slacks)) {}

    void fill(double* nodes) {
        V* out = L::at(nodes, 0);
        if constexpr (start) {
            const V *cost = L::at(s_.cost, 0), *right = L::at(s_.right, 0);
            for (std::int32_t c = 0; c < b_.columns; ++c) out[c] = mode == Mode::dual_start ? cost[c] : V{};
            for (std::int32_t r = 0; r < b_.rows; ++r)
                out[b_.columns + r] = mode == Mode::primal_start ? right[r] : V{};
            return;
        }
        find_t();
        for (std::int32_t c = 0; c < b_.columns; ++c) out[c] = -t_[c];
        for (std::int32_t r = 0; r < b_.rows; ++r) out[b_.columns + r] = right_of_row(r);
    }

    /// Adds a corrector to the main direction, with weights of its own for what is primal and what is dual.
    void take(const Direction& found, double primal, double dual) {
        const V *node = L::at(found.node, 0), *z = L::at(s_.z, 0), *v = L::at(s_.v, 0);
        V* main = L::at(m_.node, 0);
        V* slack = L::at(m_.slack, 0);
        const Singles dz{m_.z}, dv{m_.v};
        const Singles by_x{s_.by_x}, by_w{s_.by_w};
        for (std::int32_t i = 0; i < b_.uppers; ++i)
            dv.set(i, dv[i] + dual * (aim_of_upper(i) - v[i] * corrector_w(found, i)) * by_w[i]);
        for (std::int32_t c = 0; c < b_.columns; ++c) {
            dz.set(c, dz[c] + dual * (aim_of_pair(c) - z[c] * node[c]) * by_x[c]);
            main[c] += primal * node[c];
        }
        for (std::int32_t k = 0; k < b_.slacks; ++k) {
            const std::int32_t e = b_.columns + k;
            const V ds = *L::at(found.slack, k);
            dz.set(e, dz[e] + dual * (aim_of_pair(e) - z[e] * ds) * by_x[e]);
            slack[k] += primal * ds;
        }
        for (std::int32_t n = b_.columns; n < b_.columns + b_.rows; ++n) main[n] += dual * node[n];
    }

    /// The iterate goes so far along the main direction.
    void move(double primal, double dual) {
        V *x = L::at(s_.x, 0), *z = L::at(s_.z, 0), *y = L::at(s_.y, 0), *w = L::at(s_.w, 0), *v = L::at(s_.v, 0);
        const V* node = L::at(m_.node, 0);
        const V* slack = L::at(m_.slack, 0);
        const Singles dz{m_.z}, dv{m_.v};
        for (std::int32_t i = 0; i < b_.uppers; ++i) {
            w[i] += primal * main_w(i);
            v[i] += dual * dv[i];
        }
        for (std::int32_t c = 0; c < b_.columns; ++c) x[c] += primal * node[c];
        for (std::int32_t k = 0; k < b_.slacks; ++k) x[b_.columns + k] += primal * slack[k];
        for (std::int32_t e = 0; e < b_.columns + b_.slacks; ++e) z[e] += dual * dz[e];
        for (std::int32_t r = 0; r < b_.rows; ++r) y[r] -= dual * node[b_.columns + r];
    }

    /// `found.node` holds the solution, `products` A'nu and A dx: what was left over, and the rest of the direction.
    void use(const Direction& found, const double* products, Sums& sums) {
        if constexpr (!start) find_t();
        const V *o = L::at(products, 0), *node = L::at(found.node, 0);
        V* left = L::at(s_.refine, 0);
        find_diagonal<Isa>(b_, s_, d_);
        const V* cost = L::at(s_.cost, 0);
        V worst_column = {}, worst_row = {};
        for (std::int32_t c = 0; c < b_.columns; ++c) {
            const V right = start ? (mode == Mode::dual_start ? cost[c] : V{}) : -t_[c];
            const V rest = right - (d_[c] * node[c] + o[c]);
            if (target_.keeps_rest) left[c] = rest;
            worst_column = L::larger(worst_column, L::size(rest));
        }
        for (std::int32_t r = 0; r < b_.rows; ++r) {
            const std::int32_t n = b_.columns + r;
            const V rest = right_of_row(r) - (o[n] - theta(r) * node[n]);
            if (target_.keeps_rest) left[n] = rest;
            worst_row = L::larger(worst_row, L::size(rest));
        }
        sums.column_error = L::largest(worst_column, sums.column_error);
        sums.row_error = L::largest(worst_row, sums.row_error);
        if constexpr (!start) direct(found, o, sums);
    }

private:
    [[nodiscard]] V theta(std::int32_t row) const {
        const std::int32_t slack = b_.slack_of_row[row];
        return slack < 0 ? V{} : *L::at(s_.theta, slack);
    }

    [[nodiscard]] V right_of_row(std::int32_t r) const {
        if constexpr (start) return mode == Mode::primal_start ? *L::at(s_.right, r) : V{};
        const V residual = full ? *L::at(s_.residual, b_.columns + r) : V{};
        const std::int32_t slack = b_.slack_of_row[r];
        if (slack < 0) return residual;
        return residual + *L::at(s_.theta, slack) * t_[b_.columns + slack];
    }

    /// The product that x z (or w v) is to change by, in first order; of a corrector.
    [[nodiscard]] V aim(const double* xs, const double* zs, std::int32_t i, V dx, V dz) const {
        if constexpr (mode == Mode::second_order) {
            // A few hours that the affine step would throw far beyond their limits must not bend all others.
            const V most = L::all(most_correction * target_.mu), to = target_.mu - dx * dz;
            return to > most ? most : L::larger(to, -most);
        }
        const V x = *L::at(xs, i), z = *L::at(zs, i);
        const V product = (x + target_.primal_step * dx) * (z + target_.dual_step * dz);
        const V low = L::all(0.1 * target_.mu), high = L::all(10 * target_.mu);
        return product < low ? low - product : product > high ? L::larger(high - product, -high) : V{};
    }
    [[nodiscard]] V x_of(const Direction& d, std::int32_t pair) const {
        return pair < b_.columns ? *L::at(d.node, pair) : *L::at(d.slack, pair - b_.columns);
    }
    /// limit - x - w
    [[nodiscard]] V upper_residual(std::int32_t i) const {
        return *L::at(s_.limit, i) - *L::at(s_.x, b_.pair_of_upper[i]) - *L::at(s_.w, i);
    }
    /// Of the main direction, which a predictor began.
    [[nodiscard]] V main_w(std::int32_t i) const {
        return L::where(*L::at(s_.v, i), upper_residual(i) - x_of(m_, b_.pair_of_upper[i]), V{});
    }
    [[nodiscard]] V corrector_w(const Direction& found, std::int32_t i) const {
        return L::where(*L::at(s_.v, i), -x_of(found, b_.pair_of_upper[i]), V{});
    }
    [[nodiscard]] V aim_of_pair(std::int32_t e) const { return aim(s_.x, s_.z, e, x_of(m_, e), Singles{m_.z}[e]); }
    [[nodiscard]] V aim_of_upper(std::int32_t i) const { return aim(s_.w, s_.v, i, main_w(i), Singles{m_.v}[i]); }

    void find_t() {
        const V* z = L::at(s_.z, 0);
        const Singles by_x{s_.by_x}, by_w{s_.by_w};
        if constexpr (full) {
            const V* residual = L::at(s_.residual, 0);
            const V* of_slack = L::at(s_.slack_residual, 0);
            for (std::int32_t c = 0; c < b_.columns; ++c) t_[c] = residual[c] + z[c];
            for (std::int32_t k = 0; k < b_.slacks; ++k) t_[b_.columns + k] = of_slack[k] + z[b_.columns + k];
        } else {
            for (std::int32_t e = 0; e < b_.columns + b_.slacks; ++e) t_[e] = -aim_of_pair(e) * by_x[e];
        }
        const V* v = L::at(s_.v, 0);
        for (std::int32_t i = 0; i < b_.uppers; ++i)
            t_[b_.pair_of_upper[i]] += full ? -v[i] - v[i] * upper_residual(i) * by_w[i] : aim_of_upper(i) * by_w[i];
    }

    /// How far a direction can go: the largest part of a number that it takes away.
    struct Reach {
        V primal[4] = {}, dual[4] = {}, dxz = {}, dxdz = {};

        /// A predictor's change of z, which aims at 0 = x z + z dx + x dz.
        V affine(V by_x, V z, V dx) {
            const V decrease = -dx * by_x, dz = z * (decrease - 1.0);
            primal[0] = L::larger(primal[0], decrease);
            dual[0] = L::larger(dual[0], L::where(z, 1.0 - decrease, V{}));
            dxz += dx * z;
            dxdz += dx * dz;
            return dz;
        }
        /// Of a corrector, with each of its weights.
        void corrected(V by_x, V z, V dx, V dz, V main_dx, V main_dz) {
            dxdz += dx * dz;  // only to see what is no number
            const V by_z = 1.0 / L::where(z, z, L::all(1));
            for (std::int32_t j = 0; j < 4; ++j) {
                primal[j] = L::larger(primal[j], -(main_dx + corrector_weight[j] * dx) * by_x);
                dual[j] = L::larger(dual[j], -(main_dz + corrector_weight[j] * dz) * by_z);
            }
        }
    };

    /// Slacks of the direction, and a predictor's duals; how far it can go.
    void direct(const Direction& found, const V* o, Sums& sums) {
        Reach reach;
        const V *zs = L::at(s_.z, 0), *node = L::at(found.node, 0);
        const Singles by_x{s_.by_x};
        const Singles main_z{m_.z};
        const auto pair = [&](std::int32_t e, V dx) {
            if constexpr (full) {
                main_z.set(e, reach.affine(by_x[e], zs[e], dx));
            } else {
                const V dz = (aim_of_pair(e) - zs[e] * dx) * by_x[e];
                reach.corrected(by_x[e], zs[e], dx, dz, x_of(m_, e), main_z[e]);
            }
        };
        for (std::int32_t c = 0; c < b_.columns; ++c) pair(c, node[c]);
        for (std::int32_t k = 0; k < b_.slacks; ++k) {
            const std::int32_t e = b_.columns + k, r = b_.row_of_slack[k], n = b_.columns + r;
            const V theta = *L::at(s_.theta, k), residual = full ? *L::at(s_.residual, n) : V{};
            const V ds = theta > 1.0 ? residual - o[n] : theta * (-node[n] - t_[e]);
            *L::at(found.slack, k) = ds;
            pair(e, ds);
        }
        uppers(found, reach);
        for (std::int32_t j = 0; j < 4; ++j) {
            sums.primal[j] = L::largest(reach.primal[j], sums.primal[j]);
            sums.dual[j] = L::largest(reach.dual[j], sums.dual[j]);
        }
        sums.dxz += L::sum(reach.dxz);
        sums.dxdz += L::sum(reach.dxdz);
    }

    void uppers(const Direction& found, Reach& reach) {
        const V* vs = L::at(s_.v, 0);
        const Singles by_w{s_.by_w};
        const Singles main_v{m_.v};
        for (std::int32_t i = 0; i < b_.uppers; ++i) {
            if constexpr (full) {
                main_v.set(i, reach.affine(by_w[i], vs[i], main_w(i)));
            } else {
                const V dw = corrector_w(found, i);
                reach.corrected(by_w[i], vs[i], dw, (aim_of_upper(i) - vs[i] * dw) * by_w[i], main_w(i), main_v[i]);
            }
        }
    }

    const Block& b_;
    const State& s_;
    const Direction& m_;
    const Target& target_;
    V *t_, *d_;
};

}  // namespace gaiku::solve::staged
