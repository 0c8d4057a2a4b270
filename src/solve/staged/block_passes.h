#pragma once

#include "solve/staged/kernels.h"
#include "solve/staged/lane.h"

namespace gaiku::solve::staged {

/// What is done row by row and column by column in one block (a frame, or what is of all steps). With z, v the duals of
/// x and w, and r_xz, r_wv the products that a direction aims at:
///   t = r_d - r_xz / x + (r_wv - v r_u) / w
///   right-hand sides: -t in columns, r_p + theta t in rows
///   dz = (r_xz - z dx) / x,   dw = r_u - dx,   dv = (r_wv - v dw) / w
///   ds = r_p - A dx where theta > 1, else theta (dy - t): each where it is the accurate one
/// A predictor takes the residuals in full and aims at -x z, so that r_xz / x = -z; a corrector takes none of them.
/// 1 / x and 1 / w are found once for an iterate, 0 where there is no pair: what they multiply is 0 there.
template <class Isa, Mode mode>
class BlockPasses {
    using L = Lane<Isa>;
    using V = typename Isa::V;
    static constexpr bool full = mode == Mode::predictor;
    static constexpr bool start = mode == Mode::primal_start || mode == Mode::dual_start;
    /// Of the product that is aimed at. Measured: of 5 to 50 on nine districts, 10 to 20 take the fewest iterations.
    static constexpr double most_correction = 15;

public:
    /// Pointers at the block's own parts; scratch holds a vector for each pair.
    BlockPasses(const Block& block, const State& at, const Direction& main, const Target& target, double* scratch)
        : b_(block), s_(at), m_(main), target_(target), t_(L::at(scratch, 0)) {}

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

    /// `found.node` holds the solution, `products` A'nu and A dx: what was left over, and the rest of the direction.
    void use(const Direction& found, const double* products, Sums& sums) {
        if constexpr (!start) find_t();
        const V *o = L::at(products, 0), *node = L::at(found.node, 0), *d = L::at(s_.d, 0);
        V* left = L::at(s_.refine, 0);
        const V* cost = L::at(s_.cost, 0);
        V worst_column = {}, worst_row = {};
        for (std::int32_t c = 0; c < b_.columns; ++c) {
            const V right = start ? (mode == Mode::dual_start ? cost[c] : V{}) : -t_[c];
            const V rest = right - (d[c] * node[c] + o[c]);
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
        return slack < 0 ? V{} : *L::at(s_.d, b_.columns + slack);
    }

    [[nodiscard]] V right_of_row(std::int32_t r) const {
        if constexpr (start) return mode == Mode::primal_start ? *L::at(s_.right, r) : V{};
        const V residual = full ? *L::at(s_.row_residual, r) : V{};
        const std::int32_t slack = b_.slack_of_row[r];
        if (slack < 0) return residual;
        return residual + *L::at(s_.d, b_.columns + slack) * t_[b_.columns + slack];
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
    [[nodiscard]] V main_x(std::int32_t pair) const {
        return pair < b_.columns ? *L::at(m_.node, pair) : *L::at(m_.slack, pair - b_.columns);
    }
    [[nodiscard]] V aim_of_pair(std::int32_t e) const { return aim(s_.x, s_.z, e, main_x(e), *L::at(m_.z, e)); }
    [[nodiscard]] V aim_of_upper(std::int32_t i) const { return aim(s_.w, s_.v, i, *L::at(m_.w, i), *L::at(m_.v, i)); }

    void find_t() {
        const V *z = L::at(s_.z, 0), *residual = L::at(s_.dual_residual, 0), *by_x = L::at(s_.by_x, 0);
        for (std::int32_t e = 0; e < b_.columns + b_.slacks; ++e)
            t_[e] = full ? residual[e] + z[e] : -aim_of_pair(e) * by_x[e];
        const V *v = L::at(s_.v, 0), *residuals = L::at(s_.upper_residual, 0), *by_w = L::at(s_.by_w, 0);
        for (std::int32_t i = 0; i < b_.uppers; ++i)
            t_[b_.pair_of_upper[i]] += full ? -v[i] - v[i] * residuals[i] * by_w[i] : aim_of_upper(i) * by_w[i];
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

    /// Slacks, duals and uppers of the direction; how far it can go.
    void direct(const Direction& found, const V* o, Sums& sums) {
        Reach reach;
        const V *by_x = L::at(s_.by_x, 0), *zs = L::at(s_.z, 0), *node = L::at(found.node, 0);
        const auto pair = [&](std::int32_t e, V dx) {
            V& dz = *L::at(found.z, e);
            if constexpr (full) {
                dz = reach.affine(by_x[e], zs[e], dx);
            } else {
                dz = (aim_of_pair(e) - zs[e] * dx) * by_x[e];
                reach.corrected(by_x[e], zs[e], dx, dz, main_x(e), *L::at(m_.z, e));
            }
        };
        for (std::int32_t c = 0; c < b_.columns; ++c) pair(c, node[c]);
        for (std::int32_t k = 0; k < b_.slacks; ++k) {
            const std::int32_t e = b_.columns + k, r = b_.row_of_slack[k], n = b_.columns + r;
            const V theta = *L::at(s_.d, e), residual = full ? *L::at(s_.row_residual, r) : V{};
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
        const V *by_w = L::at(s_.by_w, 0), *vs = L::at(s_.v, 0), *residuals = L::at(s_.upper_residual, 0);
        for (std::int32_t i = 0; i < b_.uppers; ++i) {
            const std::int32_t e = b_.pair_of_upper[i];
            const V v = vs[i], dx = e < b_.columns ? *L::at(found.node, e) : *L::at(found.slack, e - b_.columns);
            const V dw = L::where(v, (full ? residuals[i] : V{}) - dx, V{});
            V& dv = *L::at(found.v, i);
            *L::at(found.w, i) = dw;
            if constexpr (full) {
                dv = reach.affine(by_w[i], v, dw);
            } else {
                dv = (aim_of_upper(i) - v * dw) * by_w[i];
                reach.corrected(by_w[i], v, dw, dv, *L::at(m_.w, i), *L::at(m_.v, i));
            }
        }
    }

    const Block& b_;
    const State& s_;
    const Direction& m_;
    const Target& target_;
    V* t_;
};

/// Residuals of an iterate in one block, its diagonal, and what it comes to:
///   r_p = b - A x - s,  r_d = c - A'y - z + v (columns), v - y - z (slacks),  r_u = u - x - w
///   D = z / x + v / w (columns), theta = 1 / (z / x + v / w) (slacks)
template <class Isa>
class BlockResiduals {
    using L = Lane<Isa>;
    using V = typename Isa::V;
    /// A reduced cost cannot be more exact than the dual that it comes from.
    static constexpr double exactness = 1e-9;

public:
    BlockResiduals(const Block& block, const State& at, const double* products)
        : b_(block), s_(at), o_(L::at(products, 0)) {}

    /// `to_own`: every row and column relative to its own size; else absolute.
    void run(Sums& sums, bool to_own) {
        V* d = L::at(s_.d, 0);
        V* residual = L::at(s_.dual_residual, 0);
        for (std::int32_t e = 0; e < b_.columns + b_.slacks; ++e) d[e] = residual[e] = V{};
        uppers(sums, d, residual);
        columns(sums, d, residual, to_own);
        rows(sums, d, residual, to_own);
    }

private:
    void uppers(Sums& sums, V* d, V* residual) {
        const V *x = L::at(s_.x, 0), *w = L::at(s_.w, 0), *v = L::at(s_.v, 0), *limit = L::at(s_.limit, 0);
        V* by_w = L::at(s_.by_w, 0);
        V products = {}, objective = {}, worst = {}, size = {};
        for (std::int32_t i = 0; i < b_.uppers; ++i) {
            const std::int32_t e = b_.pair_of_upper[i];
            const V left = L::where(v[i], limit[i] - x[e] - w[i], V{});
            *L::at(s_.upper_residual, i) = left;
            residual[e] = v[i];
            by_w[i] = L::where(v[i], 1.0 / w[i], V{});
            d[e] = v[i] * by_w[i];
            products += v[i] * w[i];
            objective += L::where(v[i], limit[i] * v[i], V{});
            worst = L::larger(worst, L::size(left));
            size = L::larger(size, L::where(v[i], L::size(limit[i] - left), V{}));
        }
        sums.xz += L::sum(products);
        sums.dual_objective -= L::sum(objective);
        sums.primal_error = L::largest(worst, sums.primal_error);
        sums.size = L::largest(size, sums.size);
    }

    void columns(Sums& sums, V* d, V* residual, bool to_own) {
        const V *x = L::at(s_.x, 0), *z = L::at(s_.z, 0), *cost = L::at(s_.cost, 0);
        V* by_x = L::at(s_.by_x, 0);
        V products = {}, objective = {}, worst = {};
        for (std::int32_t c = 0; c < b_.columns; ++c) {
            residual[c] += cost[c] - o_[c] - z[c];
            by_x[c] = L::where(z[c], 1.0 / x[c], V{});
            d[c] += z[c] * by_x[c];
            products += L::where(z[c], x[c] * z[c], V{});
            objective += cost[c] * x[c];
            const V left = L::size(residual[c]) - exactness * z[c];
            worst = L::larger(worst, to_own ? left / (1.0 + L::size(cost[c]) + z[c]) : left);
        }
        sums.xz += L::sum(products);
        sums.primal_objective += L::sum(objective);
        sums.dual_error = L::largest(worst, sums.dual_error);
    }

    void rows(Sums& sums, V* d, V* residual, bool to_own) {
        const V *y = L::at(s_.y, 0), *right = L::at(s_.right, 0);
        V products = {}, objective = {}, worst = {}, worst_dual = {}, size = {};
        for (std::int32_t r = 0; r < b_.rows; ++r) {
            objective += right[r] * y[r];
            V left = right[r] - o_[b_.columns + r];
            const std::int32_t k = b_.slack_of_row[r];
            if (k >= 0) {
                const std::int32_t e = b_.columns + k;
                const V x = *L::at(s_.x, e), z = *L::at(s_.z, e);
                V& by_x = *L::at(s_.by_x, e);
                left -= x;  // 0 where there is no slack
                residual[e] = L::where(z, residual[e] - y[r] - z, V{});
                by_x = L::where(z, 1.0 / x, V{});
                d[e] = L::where(z, 1.0 / (d[e] + z * by_x + smallest), V{});
                products += x * z;
                const V dual = L::size(residual[e]) - exactness * z;
                worst_dual = L::larger(worst_dual, to_own ? dual / (1.0 + z) : dual);
            }
            *L::at(s_.row_residual, r) = left;
            worst = L::larger(worst, to_own ? L::size(left) / (1.0 + L::size(right[r])) : L::size(left));
            size = L::larger(size, L::size(right[r] - left));
        }
        sums.xz += L::sum(products);
        sums.dual_objective += L::sum(objective);
        sums.primal_error = L::largest(worst, sums.primal_error);
        sums.dual_error = L::largest(worst_dual, sums.dual_error);
        sums.size = L::largest(size, sums.size);
    }

    static constexpr double smallest = 1e-300;
    const Block& b_;
    const State& s_;
    const V* o_;
};

}  // namespace gaiku::solve::staged
