#include "solve/solution.h"

#include "solve/clean.h"
#include "solve/residuals.h"

namespace gaiku::solve {
namespace {

Solution finish(const network::Network& network, const network::LinearProblem& problem, Result result) {
    Solution solution;
    solution.result = std::move(result);
    Result& r = solution.result;
    if (r.x.empty()) return solution;
    if (!r.vertex) {
        solution.cleaned = clean(view(problem), r.x, check_tolerance / 2);
        measure(view(problem), r);
    }
    solution.check = check(network, problem, r.x, r.objective, check_tolerance);
    return solution;
}

}  // namespace

Solution solve(const network::Network& network, const network::LinearProblem& problem, Solver& solver,
               const Options& options) {
    return finish(network, problem, solver.solve(view(problem), options));
}

Solution solve_again(const network::Network& network, const network::LinearProblem& problem, network::Change change,
                     Solver& solver, const Options& options) {
    return finish(network, problem, solver.solve_again(view(problem), change, options));
}

}  // namespace gaiku::solve
