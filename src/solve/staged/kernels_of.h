#pragma once

#include "solve/staged/block_passes.h"
#include "solve/staged/block_residuals.h"
#include "solve/staged/factor_frames.h"
#include "solve/staged/frame_parts.h"
#include "solve/staged/products.h"
#include "solve/staged/sweep_frames.h"

namespace gaiku::solve::staged {

/// The table of functions of one instruction set.
template <class Isa>
class KernelsOf {
    using L = Lane<Isa>;
    using V = typename Isa::V;
    static constexpr std::int64_t width = Isa::width;

    /// Calls `work` with the passes of a mode, as a constant of the compilation.
    template <class Work>
    static void by_mode(Mode mode, Work work) {
        switch (mode) {
            case Mode::predictor:
                return work.template operator()<Mode::predictor>();
            case Mode::second_order:
                return work.template operator()<Mode::second_order>();
            case Mode::centrality:
                return work.template operator()<Mode::centrality>();
            case Mode::primal_start:
                return work.template operator()<Mode::primal_start>();
            case Mode::dual_start:
                return work.template operator()<Mode::dual_start>();
        }
    }

    static std::int32_t factor(const Plan& p, const Group& g, const State& s, double rho, double delta) {
        FactorFrames<Isa> frames(p, g, s, rho, delta);
        const Coefficients<Isa> coefficients(p, g);
        for (std::int32_t f = 0; f < p.frames; ++f) {
            coefficients.set(f);
            frames.frame(f);
        }
        return frames.lost();
    }

    static void forward(const Plan& p, const Group& g, const State& s, const Direction& main, const Direction& found,
                        const Taken& taken, double* nodes, const Target* target) {
        SweepFrames<Isa> sweep(p, g, nodes);
        if (target == nullptr) {
            sweep.forward([](std::int32_t /*f*/) {});
            return;
        }
        const Block block = block_of<Isa>(p);
        by_mode(target->mode, [&]<Mode mode>() {
            sweep.forward([&](std::int32_t f) {
                const std::int64_t i = place<Isa>(p, g, f);
                State at = state_at<Isa>(p, s, i);
                if constexpr (is_start(mode)) set_given<Isa>(p, g, f, at);
                const Direction here = direction_at<Isa>(p, main, i);
                take(block, at, here, direction_at<Isa>(p, found, i), taken, g.scratch);
                BlockPasses<Isa, mode>(block, at, here, *target, g.scratch).fill(nodes + i * p.nodes);
            });
        });
    }

    static void take(const Block& b, const State& at, const Direction& main, const Direction& found, const Taken& taken,
                     double* scratch) {
        if (taken.primal == 0 && taken.dual == 0) return;
        if (taken.target.mode == Mode::second_order) {
            BlockPasses<Isa, Mode::second_order>(b, at, main, taken.target, scratch)
                .take(found, taken.primal, taken.dual);
        } else {
            BlockPasses<Isa, Mode::centrality>(b, at, main, taken.target, scratch)
                .take(found, taken.primal, taken.dual);
        }
    }

    static void move_frame(const Plan& p, const Group& g, const State& s, const Direction& main, const Direction& found,
                           const Move& by, std::int32_t f) {
        const std::int64_t i = place<Isa>(p, g, f);
        const Block block = block_of<Isa>(p);
        const State at = state_at<Isa>(p, s, i);
        const Direction here = direction_at<Isa>(p, main, i);
        take(block, at, here, direction_at<Isa>(p, found, i), by.taken, g.scratch);
        BlockPasses<Isa, Mode::predictor>(block, at, here, Target{}, g.scratch).move(by.primal, by.dual);
    }
    static bool is_end(const Plan& p, std::int32_t f) { return f < 2 || f + 1 == p.frames; }

    static void move(const Plan& p, const Group& g, const State& s, const Direction& main, const Direction& found,
                     const Move& by, bool only_ends) {
        for (std::int32_t f = 0; f < p.frames; ++f) {
            if (!only_ends || is_end(p, f)) move_frame(p, g, s, main, found, by, f);
        }
    }

    /// Residuals look at the frame before and the one after.
    static std::int32_t renew(const Plan& p, const Group& g, const State& s, const Direction& main,
                              const Direction& found, const Move* by, double rho, double delta, Sums& sums) {
        Products<Isa> products(p, g);
        products.begin();
        FactorFrames<Isa> factor(p, g, s, rho, delta);
        const Block block = block_of<Isa>(p);
        const Target target{};
        SweepFrames<Isa>(p, g, main.node).forward([&](std::int32_t f) {
            if (by != nullptr && f + 1 < p.frames && !is_end(p, f + 1)) move_frame(p, g, s, main, found, *by, f + 1);
            residuals_of_frame(p, g, s, f, products, sums);
            factor.frame(f);
            const std::int64_t i = place<Isa>(p, g, f);
            const State at = state_at<Isa>(p, s, i);
            const Direction here = direction_at<Isa>(p, main, i);
            BlockPasses<Isa, Mode::predictor>(block, at, here, target, g.scratch).fill(here.node);
        });
        return factor.lost();
    }

    template <Mode mode>
    static void use_frame(const Plan& p, const Group& g, const State& s, const Direction& main, const Direction& found,
                          const Target& target, std::int32_t f, Products<Isa>& products, Sums& sums) {
        const Block block = block_of<Isa>(p);
        const std::int64_t i = place<Isa>(p, g, f);
        const V* node = L::at(found.node + i * p.nodes, 0);
        double* out = g.scratch + std::int64_t{p.pairs + p.columns} * width;
        products.frame(f, node, node - p.nodes, node + p.columns, node + p.nodes + p.columns, L::at(out, 0));
        State at = state_at<Isa>(p, s, i);
        if constexpr (is_start(mode)) set_given<Isa>(p, g, f, at);
        const Direction here = direction_at<Isa>(p, main, i);
        BlockPasses<Isa, mode>(block, at, here, target, g.scratch).use(direction_at<Isa>(p, found, i), out, sums);
    }

    static void backward(const Plan& p, const Group& g, const State& s, const Direction& main, const Direction& found,
                         const Target* target, Sums& sums) {
        Products<Isa> products(p, g);
        products.begin();
        by_mode(target->mode, [&]<Mode mode>() {
            SweepFrames<Isa>(p, g, found.node).backward([&](std::int32_t f) {
                if (f + 1 < p.frames) use_frame<mode>(p, g, s, main, found, *target, f, products, sums);
            });
        });
    }

    static void backward_plain(const Plan& p, const Group& g, double* nodes) {
        SweepFrames<Isa>(p, g, nodes).backward([](std::int32_t /*f*/) {});
    }

    static void backward_end(const Plan& p, const Group& g, const State& s, const Direction& main,
                             const Direction& found, const Target& target, Sums& sums) {
        Products<Isa> products(p, g);
        Coefficients<Isa>(p, g).set(p.frames - 1);
        by_mode(target.mode,
                [&]<Mode mode>() { use_frame<mode>(p, g, s, main, found, target, p.frames - 1, products, sums); });
    }

    static void refined(const Plan& p, const Group& g, const State& s, const Direction& main, const Direction& found,
                        const Target& target, Sums& sums) {
        Products<Isa> products(p, g);
        products.begin();
        by_mode(target.mode, [&]<Mode mode>() {
            for (std::int32_t f = 0; f < p.frames; ++f) {
                Coefficients<Isa>(p, g).set(f);
                use_frame<mode>(p, g, s, main, found, target, f, products, sums);
            }
        });
    }

    static void residuals_of_frame(const Plan& p, const Group& g, const State& s, std::int32_t f,
                                   Products<Isa>& products, Sums& sums) {
        const std::int64_t i = place<Isa>(p, g, f);
        const V *x = L::at(s.x + i * p.pairs, 0), *y = L::at(s.y + i * p.rows, 0);
        products.frame(f, x, x - p.pairs, y, y + p.rows, L::at(g.scratch, 0));
        const Block block = block_of<Isa>(p);
        State at = state_at<Isa>(p, s, i);
        set_given<Isa>(p, g, f, at);
        BlockResiduals<Isa>(block, at, g.scratch).run(sums, false);
    }

    static void residuals(const Plan& p, const Group& g, const State& s, Sums& sums) {
        Products<Isa> products(p, g);
        products.begin();
        for (std::int32_t f = 0; f < p.frames; ++f) {
            Coefficients<Isa>(p, g).set(f);
            residuals_of_frame(p, g, s, f, products, sums);
        }
    }

    static void add(const double* from, double* to, std::int64_t count, double weight) {
        const V* a = L::at(from, 0);
        V* b = L::at(to, 0);
        for (std::int64_t i = 0; i < count; ++i) b[i] += weight * a[i];
    }

    static void fill_block(const Block& b, const State& at, const Direction& main, double* nodes, const Target& target,
                           double* scratch) {
        by_mode(target.mode, [&]<Mode mode>() { BlockPasses<Isa, mode>(b, at, main, target, scratch).fill(nodes); });
    }
    static void move_block(const Block& b, const State& at, const Direction& main, const Move& by, double* scratch) {
        BlockPasses<Isa, Mode::predictor>(b, at, main, Target{}, scratch).move(by.primal, by.dual);
    }
    static void use_block(const Block& b, const State& at, const Direction& main, const Direction& found,
                          const double* products, const Target& target, double* scratch, Sums& sums) {
        by_mode(target.mode,
                [&]<Mode mode>() { BlockPasses<Isa, mode>(b, at, main, target, scratch).use(found, products, sums); });
    }
    static void residuals_block(const Block& b, const State& at, const double* products, Sums& sums) {
        BlockResiduals<Isa>(b, at, products).run(sums, true);
    }

    /// Four columns at a time, gathered once for all rows below; in the sums of an entry one comes after the other.
    static std::int32_t factor_dense(double* matrix, std::int32_t n, const std::uint8_t* signs, double* work) {
        std::int32_t lost = 0;
        for (std::int32_t first = 0; first < n; first += columns_at_once) {
            const std::int32_t end = first + columns_at_once < n ? first + columns_at_once : n;
            for (std::int32_t j = first; j < end; ++j)
                lost += factor_column(matrix, n, j, end, signs[j] != 0, work + std::int64_t{j - first} * n);
            for (std::int64_t i = end; i < n; ++i) take_panel(matrix + i * n, i, first, n, work);
        }
        return lost;
    }

    /// A column of L, and what it changes in the panel's others; `work`: the column before its division.
    static std::int32_t factor_column(double* matrix, std::int64_t n, std::int64_t j, std::int64_t end,
                                      bool is_positive, double* work) {
        constexpr double smallest_pivot = 1e-13;
        double& pivot = matrix[j * n + j];
        const bool is_lost = is_positive ? pivot < smallest_pivot : pivot > -smallest_pivot;
        if (is_lost) pivot = is_positive ? smallest_pivot : -smallest_pivot;
        for (std::int64_t i = j + 1; i < n; ++i) {
            double* row = matrix + i * n;
            work[i] = row[j];
            if (row[j] == 0) continue;
            row[j] /= pivot;
            for (std::int64_t k = j + 1; k < end && k <= i; ++k) row[k] -= row[j] * work[k];
        }
        return is_lost ? 1 : 0;
    }

    /// In the row below that ends at place i.
    static void take_panel(double* row, std::int64_t i, std::int64_t first, std::int64_t n, const double* work) {
        const double a = row[first], b = row[first + 1], c = row[first + 2], d = row[first + 3];
        if (a == 0 && b == 0 && c == 0 && d == 0) return;
        const double *wa = work, *wb = wa + n, *wc = wb + n, *wd = wc + n;
        double* __restrict to = row;
        for (std::int64_t k = first + columns_at_once; k <= i; ++k)
            to[k] = to[k] - a * wa[k] - b * wb[k] - c * wc[k] - d * wd[k];
    }

public:
    static constexpr Kernels table(const char* name) {
        return {Isa::width,   name,       factor,     forward,   backward,        backward_plain,
                backward_end, refined,    residuals,  move,      renew,           add,
                take,         move_block, fill_block, use_block, residuals_block, factor_dense};
    }
};

}  // namespace gaiku::solve::staged
