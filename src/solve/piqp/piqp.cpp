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
            Result again = judged(problem, options, run_firmly(problem, rest_of(options, start)));
            again.iterations += result.iterations;
            if (again.status != Status::imprecise && again.status != Status::failed) result = std::move(again);
        }
        result.method = "piqp";
        result.seconds = seconds_since(start);
        return result;
    }

private:
    using Start = std::chrono::steady_clock::time_point;
    static Options rest_of(Options options, Start start) {
        options.time_limit_s = std::max(0.0, options.time_limit_s - seconds_since(start));
        return options;
    }

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
        const auto start = std::chrono::steady_clock::now();
        const Reduced reduced(problem);
        Result found = PiqpCore(reduced.problem(), true).solve(options);
        return restored(problem, reduced, rest_of(options, start), std::move(found));
    }

    /// What PIQP found of a reduced problem, as an answer about the whole. That there is no solution, or no least one,
    /// it says from 1e-7 on, beside which a limit of a megawatt is large: it counts where it is proven.
    static Result restored(const Problem& problem, const Reduced& reduced, const Options& options, Result found) {
        if (found.status == Status::infeasible) return proven_infeasible(problem, reduced, std::move(found));
        if (found.status == Status::unbounded) return proven_unbounded(problem, reduced, options, std::move(found));
        return reduced.restore(std::move(found));
    }

    static Result judged_by_proof(Result result, bool proven) {
        if (!proven) {
            result.message = std::string(name_of(result.status)) + ", without a proof";
            result.status = Status::imprecise;
        }
        result.x.clear();
        result.row_dual.clear();
        return result;
    }

    static Result proven_infeasible(const Problem& problem, const Reduced& reduced, Result found) {
        Result result = reduced.restore_proof(std::move(found));
        const double unit = 1 + largest_limit(problem);  // flows without a limit meet those that have one
        const auto known = [&](std::int32_t j) -> Known {
            return {problem.lower[index(j)], problem.upper[index(j)], 0, std::abs(result.x[index(j)]) + unit};
        };
        const bool proven = proves_infeasible(problem, result.row_dual, known);
        return judged_by_proof(std::move(result), proven);
    }

    /// A direction in which the cost falls, and a solution to begin with: the same problem without costs has one.
    static Result proven_unbounded(const Problem& problem, const Reduced& reduced, const Options& options,
                                   Result found) {
        if (!proves_endless(reduced.problem(), found.x)) return judged_by_proof(std::move(found), false);
        const std::vector<double> nothing(reduced.problem().cost.size(), 0.0);
        Problem without_costs = reduced.problem();
        without_costs.cost = nothing;
        Result point = PiqpCore(without_costs).solve(options);
        found.iterations += point.iterations;
        if (point.status == Status::infeasible) return proven_infeasible(problem, reduced, std::move(point));
        const bool stopped = point.status == Status::cancelled || point.status == Status::time_limit;
        if (stopped) found.status = point.status;
        if (point.status != Status::optimal) return judged_by_proof(std::move(found), stopped);
        Result whole = reduced.restore(std::move(point));
        measure(problem, whole);
        return judged_by_proof(std::move(found), whole.primal_infeasibility <= options.tolerance);
    }

    Result run(const Problem& problem, const network::Change& change, const Options& options) {
        if (std::any_of(problem.integer.begin(), problem.integer.end(), [](std::uint8_t i) { return i != 0; }))
            return {.message = "PIQP takes no integers"};
        const auto start = std::chrono::steady_clock::now();
        const Reduced reduced(problem);
        if (reduced.infeasible()) return {.status = Status::infeasible, .message = "found before the first iteration"};
        if (reduced.problem().columns() == 0) return nothing_left(reduced);
        if (reduced.problem().columns() + reduced.problem().rows() > largest_system)
            return {.message = "too large for PIQP's order of elimination"};
        if (!core_ || change.structure || !core_->update(reduced.problem(), change))
            core_ = std::make_unique<PiqpCore>(reduced.problem());
        Result found = core_->solve(options);
        return restored(problem, reduced, rest_of(options, start), std::move(found));
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
