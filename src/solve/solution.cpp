#include "solve/solution.h"

#include <cmath>

#include "solve/clean.h"
#include "solve/residuals.h"
#include "solve/turn_over.h"

namespace gaiku::solve {
namespace {

/// Flows and duals with the integers fixed: what the search found, at its best, with prices.
Result priced(const Problem& problem, Result found, Solver& solver, const Options& options) {
    if (problem.integer.empty() || found.x.empty()) return found;
    Options plain = options;
    plain.time_limit_s = std::numeric_limits<double>::infinity();  // a linear problem, whose search is over
    plain.progress = nullptr;
    Result linear =
        with_integers_fixed(problem, found.x, [&](const Problem& fixed) { return solver.solve(fixed, plain); });
    if (linear.status != Status::optimal) {
        found.status = linear.status == Status::cancelled ? Status::cancelled : Status::imprecise;
        found.message = "with its integers fixed: " + linear.message;
        return found;
    }
    linear.status = found.status;
    linear.method = found.method;
    linear.message = found.message;
    linear.gap = found.gap;
    linear.bound = found.bound;
    linear.iterations += found.iterations;
    linear.seconds += found.seconds;
    linear.from_last = found.from_last;
    linear.integers_fixed = true;
    return linear;
}

}  // namespace

FixedIntegers::FixedIntegers(const Problem& problem, std::span<const double> x)
    : lower_(problem.lower.begin(), problem.lower.end()),
      upper_(problem.upper.begin(), problem.upper.end()),
      fixed_(problem) {
    for (std::size_t j = 0; j < problem.integer.size(); ++j) {
        if (problem.integer[j] != 0) lower_[j] = upper_[j] = std::round(x[j]);
    }
    fixed_.lower = lower_;
    fixed_.upper = upper_;
    fixed_.integer = {};
}

Solution cleaned_and_checked(const network::Network& network, const network::LinearProblem& problem, Result result) {
    Solution solution;
    solution.result = std::move(result);
    Result& r = solution.result;
    const bool is_answer = !r.x.empty() || (problem.columns() == 0 && r.status == Status::optimal);
    if (!is_answer) return solution;
    for (double& value : r.x) value += 0.0;  // no -0 in any schedule
    if (r.put_on_limits) {
        solution.cleaned = *r.put_on_limits;
    } else if (!r.vertex && !r.x.empty()) {
        solution.cleaned = clean(view(problem), r.x, check_tolerance / 2);
        const double gap = r.gap;
        const Problem whole = view(problem);
        // Prices are those of the problem with its integers fixed.
        measure(r.integers_fixed ? FixedIntegers(whole, r.x).problem() : whole, r);
        if (r.integers_fixed) r.gap = gap;
    }
    solution.check = check(network, problem, r.x, r.objective, check_tolerance);
    return solution;
}

Solution solve(const network::Network& network, const network::LinearProblem& problem, Solver& solver,
               const Options& options, std::span<const double> start) {
    Problem started = view(problem);
    started.start = start;
    return cleaned_and_checked(network, problem,
                               priced(view(problem), solver.solve(started, options), solver, options));
}

Solution solve_again(const network::Network& network, const network::LinearProblem& problem, network::Change change,
                     Solver& solver, const Options& options) {
    return cleaned_and_checked(
        network, problem, priced(view(problem), solver.solve_again(view(problem), change, options), solver, options));
}

}  // namespace gaiku::solve
