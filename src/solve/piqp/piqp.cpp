#include "solve/piqp/piqp.h"

#include <algorithm>
#include <chrono>
#include <cmath>

#include "base/clock.h"
#include "solve/index.h"
#include "solve/piqp/core.h"
#include "solve/proof.h"
#include "solve/reduce.h"
#include "solve/residuals.h"

namespace gaiku::solve {
namespace {

/// Rows and columns together. Its order of elimination (Eigen's minimum degree) takes minutes from 550,000 on and was
/// seen to write beyond its memory at 657,000 (two places over a year); 490,000 are solved in 14 s.
constexpr std::int32_t largest_system = 500'000;

class Piqp final : public Solver {
public:
    Result solve(const Problem& problem, const Options& options) override {
        core_.reset();
        return solve_again(problem, {.costs = true, .limits = true, .coefficients = true}, options);
    }

    /// From the analysis and an iterate of the last call, where what is left of the problem has the same structure.
    Result solve_again(const Problem& problem, network::Change change, const Options& options) override {
        const auto start = std::chrono::steady_clock::now();
        Result result = judged(problem, options, run(problem, change, options));
        // Where it crawls (machines whose heat nobody takes), more regularisation takes it there in 20 iterations.
        if (result.status == Status::imprecise && options.most_iterations == 0) {
            Options rest = options;
            rest.time_limit_s = std::max(0.0, rest.time_limit_s - seconds_since(start));
            Result again = judged(problem, options, run_firmly(problem, rest));
            again.iterations += result.iterations;
            if (again.status != Status::imprecise && again.status != Status::failed) result = std::move(again);
        }
        result.method = "piqp";
        result.seconds = seconds_since(start);
        return result;
    }

private:
    /// PIQP aims closer than asked for; what stops short of that may still be good.
    static Result judged(const Problem& problem, const Options& options, Result result) {
        if (result.x.empty()) return result;
        measure(problem, result);
        const bool good = result.gap <= options.tolerance && result.primal_infeasibility <= options.tolerance &&
                          result.dual_infeasibility <= options.tolerance;
        if (result.status == Status::imprecise && good) result.status = Status::optimal;
        if (result.status == Status::optimal && !good) result.status = Status::imprecise;
        return result;
    }

    /// Anew; the analysis and the iterate of the usual run stay.
    static Result run_firmly(const Problem& problem, const Options& options) {
        const Reduced reduced(problem);
        return restored(problem, reduced, PiqpCore(reduced.problem(), true).solve(options));
    }

    /// What PIQP found of a reduced problem, as an answer about the whole. That there is no solution it says from 1e-7
    /// on, beside which a limit of a megawatt is large: it counts where its duals prove it.
    static Result restored(const Problem& problem, const Reduced& reduced, Result found) {
        if (found.status != Status::infeasible) return reduced.restore(std::move(found));
        Result result = reduced.restore_proof(std::move(found));
        const double unit = (1 + largest_limit(problem)) / 1e4;  // flows without a limit meet those that have one
        const auto known = [&](std::int32_t j) -> Known {
            return {problem.lower[index(j)], problem.upper[index(j)], 0, std::abs(result.x[index(j)]) + unit};
        };
        if (!proves_infeasible(problem, result.row_dual, known)) {
            result.status = Status::imprecise;
            result.message = "infeasible, without a proof";
        }
        result.x.clear();
        result.row_dual.clear();
        return result;
    }

    Result run(const Problem& problem, const network::Change& change, const Options& options) {
        if (std::any_of(problem.integer.begin(), problem.integer.end(), [](std::uint8_t i) { return i != 0; }))
            return {.message = "PIQP takes no integers"};
        const Reduced reduced(problem);
        if (reduced.infeasible()) return {.status = Status::infeasible, .message = "found before the first iteration"};
        if (reduced.problem().columns() == 0) return nothing_left(reduced);
        if (reduced.problem().columns() + reduced.problem().rows() > largest_system)
            return {.message = "too large for PIQP's order of elimination"};
        if (!core_ || change.structure || !core_->update(reduced.problem(), change))
            core_ = std::make_unique<PiqpCore>(reduced.problem());
        return restored(problem, reduced, core_->solve(options));
    }

    /// Every column is fixed: the rows either hold or not.
    static Result nothing_left(const Reduced& reduced) {
        const Problem& p = reduced.problem();
        Result result;
        result.row_dual.assign(p.row_lower.size(), 0);
        result.status = Status::optimal;
        for (std::size_t i = 0; i < p.row_lower.size(); ++i) {
            const double slack = 1e-9 * (1 + std::max(std::abs(p.row_lower[i]), std::abs(p.row_upper[i])));
            if (p.row_lower[i] > slack || p.row_upper[i] < -slack) result.status = Status::infeasible;
        }
        return result.status == Status::optimal ? reduced.restore(std::move(result)) : result;
    }

    std::unique_ptr<PiqpCore> core_;
};

}  // namespace

std::unique_ptr<Solver> make_piqp() {
    return std::make_unique<Piqp>();
}

}  // namespace gaiku::solve
