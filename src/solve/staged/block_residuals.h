#pragma once

#include "solve/staged/kernels.h"
#include "solve/staged/lane.h"

namespace gaiku::solve::staged {

/// Residuals of an iterate in one block, its theta, and what it comes to:
///   r_p = b - A x - s,  r_d = c - A'y - z + v (columns), v - y - z (slacks),  r_u = u - x - w
///   theta = 1 / (z / x + v / w) (slacks)
template <class Isa>
class BlockResiduals {
    using L = Lane<Isa>;
    using V = typename Isa::V;
    using Singles = typename L::Singles;
    /// A reduced cost cannot be more exact than the dual that it comes from.
    static constexpr double exactness = 1e-9;

public:
    BlockResiduals(const Block& block, const State& at, const double* products)
        : b_(block), s_(at), o_(L::at(products, 0)) {}

    /// `to_own`: every row and column relative to its own size; else absolute.
    void run(Sums& sums, bool to_own) {
        V* residual = L::at(s_.residual, 0);
        V *of_slack = L::at(s_.slack_residual, 0), *theta = L::at(s_.theta, 0);
        for (std::int32_t c = 0; c < b_.columns; ++c) residual[c] = V{};
        for (std::int32_t k = 0; k < b_.slacks; ++k) {
            theta[k] = of_slack[k] = V{};
        }
        uppers(sums);
        columns(sums, to_own);
        rows(sums, to_own);
    }

private:
    /// What single precision can hold.
    static V inverse(V x) {
        const V most = L::all(1e37), result = 1.0 / x;
        return result < most ? result : most;
    }

    void uppers(Sums& sums) {
        const V *x = L::at(s_.x, 0), *w = L::at(s_.w, 0), *v = L::at(s_.v, 0), *limit = L::at(s_.limit, 0);
        const Singles by_w{s_.by_w};
        V *of_slack = L::at(s_.slack_residual, 0), *theta = L::at(s_.theta, 0);
        V products = {}, objective = {}, worst = {}, size = {};
        for (std::int32_t i = 0; i < b_.uppers; ++i) {
            const std::int32_t e = b_.pair_of_upper[i];
            const V left = L::where(v[i], limit[i] - x[e] - w[i], V{});
            by_w.set(i, L::where(v[i], inverse(w[i]), V{}));
            if (e < b_.columns) {
                *L::at(s_.residual, e) = v[i];
            } else {
                of_slack[e - b_.columns] = v[i];
                theta[e - b_.columns] = v[i] * by_w[i];
            }
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

    void columns(Sums& sums, bool to_own) {
        const V *x = L::at(s_.x, 0), *z = L::at(s_.z, 0), *cost = L::at(s_.cost, 0);
        V* residual = L::at(s_.residual, 0);
        const Singles by_x{s_.by_x};
        V products = {}, objective = {}, worst = {};
        for (std::int32_t c = 0; c < b_.columns; ++c) {
            residual[c] += cost[c] - o_[c] - z[c];
            by_x.set(c, L::where(z[c], inverse(x[c]), V{}));
            products += L::where(z[c], x[c] * z[c], V{});
            objective += cost[c] * x[c];
            const V left = L::size(residual[c]) - exactness * z[c];
            worst = L::larger(worst, to_own ? left / (1.0 + L::size(cost[c]) + z[c]) : left);
        }
        sums.xz += L::sum(products);
        sums.primal_objective += L::sum(objective);
        sums.dual_error = L::largest(worst, sums.dual_error);
    }

    void rows(Sums& sums, bool to_own) {
        const V *y = L::at(s_.y, 0), *right = L::at(s_.right, 0);
        V *of_slack = L::at(s_.slack_residual, 0), *theta = L::at(s_.theta, 0);
        const Singles by_x{s_.by_x};
        V products = {}, objective = {}, worst = {}, worst_dual = {}, size = {};
        for (std::int32_t r = 0; r < b_.rows; ++r) {
            objective += right[r] * y[r];
            V left = right[r] - o_[b_.columns + r];
            const std::int32_t k = b_.slack_of_row[r];
            if (k >= 0) {
                const std::int32_t e = b_.columns + k;
                const V x = *L::at(s_.x, e), z = *L::at(s_.z, e);
                left -= x;  // 0 where there is no slack
                const V residual = L::where(z, of_slack[k] - y[r] - z, V{});
                of_slack[k] = residual;
                by_x.set(e, L::where(z, inverse(x), V{}));
                theta[k] = L::where(z, 1.0 / (theta[k] + z * by_x[e] + smallest), V{});
                products += x * z;
                const V dual = L::size(residual) - exactness * z;
                worst_dual = L::larger(worst_dual, to_own ? dual / (1.0 + z) : dual);
            }
            *L::at(s_.residual, b_.columns + r) = left;
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
