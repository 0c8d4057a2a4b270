#include "solve/solver.h"

namespace gaiku::solve {

Problem view(const network::LinearProblem& problem) {
    Problem view;
    view.starts = problem.starts();
    view.row_indices = problem.row_indices();
    view.values = problem.values();
    view.cost = problem.cost();
    view.lower = problem.lower();
    view.upper = problem.upper();
    view.row_lower = problem.row_lower();
    view.row_upper = problem.row_upper();
    view.integer = problem.integer();
    view.network = &problem;
    return view;
}

Result solve(const Problem& problem, const Solvers& solvers, const Options& options) {
    Result result;
    for (const auto& solver : solvers(problem.columns())) {
        result = solver->solve(problem, options);
        if (result.status != Status::imprecise && result.status != Status::failed) break;
    }
    return result;
}

const char* name_of(Status status) {
    switch (status) {
        case Status::optimal:
            return "optimal";
        case Status::infeasible:
            return "infeasible";
        case Status::unbounded:
            return "unbounded";
        case Status::time_limit:
            return "time limit";
        case Status::cancelled:
            return "cancelled";
        case Status::gap_left:
            return "gap left";
        case Status::none_found:
            return "none found";
        case Status::imprecise:
            return "imprecise";
        case Status::failed:
            return "failed";
    }
    return "";
}

}  // namespace gaiku::solve
