#include "solve/endless.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace gaiku::solve {
namespace {

using namespace network;

/// kW or kWh that no district has. Flows may be larger, so that the size of what they come from ends first.
double beyond_any(ColumnKind kind) {
    return kind == ColumnKind::capacity ? 1e7 : 1e9;
}

}  // namespace

std::vector<Endless> explain_unbounded(const LinearProblem& problem, Solver& solver, const Options& options) {
    Problem bounded = view(problem);
    std::vector<double> upper(bounded.upper.begin(), bounded.upper.end());
    for (std::int32_t j = 0; j < problem.columns(); ++j) {
        double& limit = upper[static_cast<std::size_t>(j)];
        if (std::isinf(limit)) limit = beyond_any(problem.column_place(j).kind);
    }
    bounded.upper = upper;
    bounded.network = nullptr;
    const Result found = solver.solve(bounded, options);
    if (found.status != Status::optimal) return {};
    std::map<int, Endless> capacities, flows;
    for (std::int32_t j = 0; j < problem.columns(); ++j) {
        const auto at = static_cast<std::size_t>(j);
        const double gain = -found.reduced_cost[at];
        const ColumnPlace place = problem.column_place(j);
        // A flow at its end earns, or something that it feeds does; only the one that earns is told.
        const bool earns = place.kind == ColumnKind::capacity ? gain > 0 : problem.cost()[at] < 0;
        const bool endless = std::isinf(problem.upper()[at]) && found.x[at] >= beyond_any(place.kind) / 2 && earns;
        if (!endless || (place.kind != ColumnKind::capacity && place.kind != ColumnKind::flow)) continue;
        const bool is_capacity = place.kind == ColumnKind::capacity;
        Endless& one = (is_capacity ? capacities : flows)
                           .try_emplace(place.element, Endless{is_capacity, *place.origin, place.element, 0})
                           .first->second;
        one.gain = std::max(one.gain, gain);
    }
    std::vector<Endless> all;
    for (const auto& [element, one] : capacities.empty() ? flows : capacities) all.push_back(one);
    std::stable_sort(all.begin(), all.end(), [](const Endless& a, const Endless& b) { return a.gain > b.gain; });
    return all;
}

}  // namespace gaiku::solve
