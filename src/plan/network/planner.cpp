#include "plan/network/planner.h"

#include <sys/resource.h>
#include <algorithm>
#include <chrono>
#include <cmath>

#include "base/clock.h"
#include "plan/network/infeasible_words.h"
#include "plan/network/islanding.h"
#include "plan/network/islanding_words.h"
#include "plan/network/read_back.h"
#include "plan/network/resale.h"
#include "plan/network/rules.h"
#include "plan/network/words.h"
#include "solve/elastic.h"
#include "solve/endless.h"
#include "solve/windows/first.h"
#include "solve/windows/numbers.h"
#include "solve/windows/windows.h"

namespace gaiku {
namespace {

double peak_memory_mb() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024;  // kB on Linux
}

/// Another solver may still do it.
bool stopped_short(const solve::Solution& solution) {
    const auto status = solution.result.status;
    const bool broken = status == solve::Status::optimal && !solution.check.passed();
    return broken || status == solve::Status::imprecise || status == solve::Status::failed;
}

/// Of a tally a kWh: what a flow costs where that tally is made least.
network::Value tallied(const network::Flow& flow, network::TallyId tally) {
    for (const auto& entry : flow.tallies) {
        if (entry.tally == tally) return entry.per_kwh;
    }
    return 0.0;
}

/// Costs become what is tallied. Sizes keep a trace of theirs, so that nothing grows without need: a unit of money
/// weighs a billionth of a unit of the tally.
void set_objective(network::Network& network, network::TallyId tally) {
    constexpr double trace = 1e-9;
    for (std::size_t i = 0; i < network.flows().size(); ++i) {
        const network::FlowId flow{static_cast<std::int32_t>(i)};
        network.set_cost(flow, tallied(network.flows()[i], tally));
    }
    for (std::size_t i = 0; i < network.capacities().size(); ++i) {
        const network::CapacityId capacity{static_cast<std::int32_t>(i)};
        const auto& is = network.capacities()[i];
        network.set_cost(capacity, trace * std::abs(is.yearly_cost), trace * std::abs(is.cost));
    }
}

}  // namespace

solve::Solution NetworkPlanner::solve(const network::Network& network, const network::Change& change,
                                      const solve::Options& options) {
    if (const auto length = solve::windows_for(network, *problem_))
        return solve::solve_by_windows(network, *problem_, make_solvers_, *length, options);
    if (solve::has_numbers_of_a_year(*problem_))
        return solve::solve_by_numbers(network, *problem_, make_solvers_, options);
    const auto start = std::chrono::steady_clock::now();
    const auto left = [&] {
        solve::Options rest = options;
        rest.time_limit_s = std::max(0.0, options.time_limit_s - seconds_since(start));
        return rest;
    };
    const bool again = !solvers_.empty() && !change.structure;
    if (!again) {
        solvers_ = make_solvers_(problem_->columns());
        used_ = 0;
    }
    std::vector<double> first;
    if (!again) first = solve::first_on_off(network, *problem_, make_solvers_, options);
    const auto anew = [&] { return solve::solve(network, *problem_, *solvers_[used_], left(), first); };
    solve::Solution solution =
        again ? solve::solve_again(network, *problem_, change, *solvers_[used_], options) : anew();
    while (stopped_short(solution) && used_ + 1 < solvers_.size()) {
        // Who tried before stands beside the method, in plan.json and in the text; not who had only to decline.
        const bool tried = solution.result.status != solve::Status::failed;
        const std::string after = tried ? ", after " + solution.result.method : "";
        ++used_;
        solution = anew();
        solution.result.method += after;
    }
    return solution;
}

std::vector<Finding> NetworkPlanner::why_not(const District& district, const NetworkModel& model,
                                             const solve::Solution& solution, const solve::Options& options) {
    const auto status = solution.result.status;
    // An interior point method may run out of iterations where there is nothing to find.
    const bool maybe_infeasible = status == solve::Status::infeasible || stopped_short(solution);
    const bool maybe_unbounded = status == solve::Status::unbounded || stopped_short(solution);
    // Solvers of its own: those of the plan keep what they know for the next scenario.
    const auto solvers = make_solvers_(problem_->columns());
    std::vector<Finding> findings;
    // Where one solver stops short of an answer, the next one is asked.
    for (const auto& solver : solvers) {
        if (findings.empty() && maybe_infeasible) {
            const auto why = solve::explain_infeasible(model.network, *problem_, *solver, options);
            findings = infeasible_findings(district, model, why);
        }
        if (findings.empty() && maybe_unbounded) {
            const auto why = solve::explain_unbounded(*problem_, *solver, options);
            findings = unbounded_findings(district, model, why);
        }
    }
    if (findings.empty()) findings.push_back(unsolved_finding(district, solution));
    return findings;
}

/// The year, and again with conditions on the outages that break it, until none does.
solve::Solution NetworkPlanner::solve_with_islanding(NetworkModel& model, Islanding& islanding,
                                                     solve::Solution solution, const solve::Options& options) {
    const auto start = std::chrono::steady_clock::now();
    constexpr int most_rounds = 100;
    for (int round = 0; round < most_rounds && solution.ok(); ++round) {
        if (!islanding.is_broken(network::Readout(*problem_, solution.result.x), options)) {
            if (options.cancel.stop_requested()) solution.result.status = solve::Status::cancelled;
            return solution;
        }
        const auto again = [&] {
            islanding.put_into(model.network);
            solve::Options rest = options;
            rest.time_limit_s = std::max(0.0, options.time_limit_s - seconds_since(start));
            return solve(model.network, problem_->update(model.network), rest);
        };
        solution = again();
        if (solution.ok() || !islanding.holds_on_off() || options.cancel.stop_requested()) continue;
        islanding.let_go();
        solution = again();
    }
    if (solution.ok()) solution.result.status = solve::Status::imprecise;  // conditions are still broken
    return solution;
}

NetworkOutcome NetworkPlanner::plan(const District& district, const solve::Options& options, Objective objective) {
    if (runs_by_rules(district)) {
        NetworkOutcome outcome = plan_by_rules(district, technologies_);
        if (outcome.plan) outcome.plan->solve.peak_memory_mb = peak_memory_mb();
        return outcome;
    }
    const auto start = std::chrono::steady_clock::now();
    NetworkModel model = network_model(district, technologies_);
    if (objective != Objective::cost)
        set_objective(model.network, objective == Objective::co2 ? model.co2 : model.primary_energy);
    network::Change change{.structure = true};
    if (problem_) {
        change = problem_->update(model.network);
    } else {
        problem_ = std::make_unique<network::LinearProblem>(model.network);
    }
    const double build_s = seconds_since(start);
    const auto built = std::chrono::steady_clock::now();
    solve::Solution solution = solve(model.network, change, options);
    std::optional<Islanding> islanding;
    if (district.plan().has("islanding")) islanding.emplace(district, model);
    if (islanding && islanding->is_limit())
        solution = solve_with_islanding(model, *islanding, std::move(solution), options);
    const double solve_s = seconds_since(built);

    NetworkOutcome outcome;
    outcome.demand = demand_summary(district, model);
    outcome.status = solution.result.status;
    if (solution.ok()) {
        outcome.plan = read_back(district, model, *problem_, solution);
        if (islanding) outcome.plan->islanding = islanding->result(*problem_, solution.result);
        if (islanding && !islanding->not_reached().empty())
            outcome.findings.push_back(not_reached_finding(district, *outcome.plan->islanding));
        for (auto& finding : resale_findings(district, *outcome.plan)) outcome.findings.push_back(std::move(finding));
        SolveFigures& figures = outcome.plan->solve;
        figures.started_from = solution.result.from_last ? "the last solution" : "nothing";
        figures.build_s = build_s;
        figures.solve_s = solve_s;
        figures.peak_memory_mb = peak_memory_mb();
        return outcome;
    }
    if (!explains_) return outcome;
    const bool no_plan = solution.result.status == solve::Status::infeasible || stopped_short(solution);
    if (no_plan && !model.network.windows().empty()) {
        const auto solvers = make_solvers_(problem_->columns());
        outcome.findings = islanding_findings(district, model, *islanding, *solvers.front(), options);
    }
    if (outcome.findings.empty()) outcome.findings = why_not(district, model, solution, options);
    return outcome;
}

}  // namespace gaiku
