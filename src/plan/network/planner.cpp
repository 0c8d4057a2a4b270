#include "plan/network/planner.h"

#include <sys/resource.h>
#include <chrono>

#include "plan/network/read_back.h"
#include "plan/network/rules.h"
#include "plan/network/words.h"
#include "solve/elastic.h"

namespace gaiku {
namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

double peak_memory_mb() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024;  // kB on Linux
}

bool has_solution(const solve::Solution& solution) {
    return solution.result.status == solve::Status::optimal;
}

/// Another solver may still do it.
bool stopped_short(const solve::Solution& solution) {
    const auto status = solution.result.status;
    const bool broken = status == solve::Status::optimal && !solution.check.passed();
    return broken || status == solve::Status::imprecise || status == solve::Status::failed;
}

}  // namespace

solve::Solution NetworkPlanner::solve(const network::Network& network, const network::Change& change,
                                      const solve::Options& options) {
    if (!warm_ || change.structure) solvers_ = make_solvers_(problem_->columns());
    solve::Solution solution = warm_ && !change.structure
                                   ? solve::solve_again(network, *problem_, change, *solvers_[used_], options)
                                   : solve::solve(network, *problem_, *solvers_[used_ = 0], options);
    while (stopped_short(solution) && used_ + 1 < solvers_.size())
        solution = solve::solve(network, *problem_, *solvers_[++used_], options);
    warm_ = has_solution(solution);
    return solution;
}

std::vector<Finding> NetworkPlanner::why_not(const District& district, const NetworkModel& model,
                                             const solve::Solution& solution, const solve::Options& options) {
    const auto status = solution.result.status;
    // An interior point method may run out of iterations where there is nothing to find.
    const bool maybe = status == solve::Status::infeasible || stopped_short(solution);
    if (!maybe) return {unsolved_finding(district, model, solution)};
    solvers_ = make_solvers_(problem_->columns());
    used_ = 0;
    const auto why = solve::explain_infeasible(model.network, *problem_, *solvers_.front(), options);
    const bool sure = !why.shortages.empty() || !why.contradictions.empty();
    return sure ? infeasible_findings(district, model, why)
                : std::vector<Finding>{unsolved_finding(district, model, solution)};
}

NetworkOutcome NetworkPlanner::plan(const District& district, const solve::Options& options) {
    if (runs_by_rules(district)) {
        NetworkOutcome outcome = plan_by_rules(district, technologies_);
        if (outcome.plan) outcome.plan->solve.peak_memory_mb = peak_memory_mb();
        return outcome;
    }
    const auto start = Clock::now();
    const NetworkModel model = network_model(district, technologies_);
    network::Change change{.structure = true};
    if (problem_) {
        change = problem_->update(model.network);
    } else {
        problem_ = std::make_unique<network::LinearProblem>(model.network);
    }
    const double build_s = seconds_since(start);
    const bool again = warm_ && !change.structure;
    const auto built = Clock::now();
    const solve::Solution solution = solve(model.network, change, options);
    const double solve_s = seconds_since(built);

    NetworkOutcome outcome;
    if (solution.ok()) {
        outcome.plan = read_back(district, model, *problem_, solution);
        SolveFigures& figures = outcome.plan->solve;
        figures.started_from = again ? "the scenario before" : "nothing";
        figures.build_s = build_s;
        figures.solve_s = solve_s;
        figures.peak_memory_mb = peak_memory_mb();
        return outcome;
    }
    outcome.findings = why_not(district, model, solution, options);
    warm_ = false;
    return outcome;
}

}  // namespace gaiku
