#include "solve/relief.h"

#include <algorithm>
#include <cmath>

namespace gaiku::solve {
namespace {

using namespace network;

/// Each costs a solution.
constexpr std::size_t most_asked = 6;

/// The columns of a capacity and of those that the same number in the file sizes.
std::vector<std::int32_t> columns_of_number(const Network& network, const LinearProblem& problem, int capacity) {
    std::vector<std::int32_t> columns;
    const auto& all = network.capacities();
    const Capacity& asked = all[static_cast<std::size_t>(capacity)];
    for (std::size_t c = 0; c < all.size(); ++c) {
        const bool same = all[c].origin.asset == asked.origin.asset && all[c].origin.source == asked.origin.source &&
                          all[c].lower == asked.lower && all[c].upper == asked.upper && !asked.origin.source.empty();
        if (same || c == static_cast<std::size_t>(capacity))
            columns.push_back(problem.column(CapacityId{static_cast<std::int32_t>(c)}));
    }
    return columns;
}

/// The rows of all steps that an element of a kind has.
std::vector<std::int32_t> rows_of(const LinearProblem& problem, RowKind kind, int element) {
    std::vector<std::int32_t> rows;
    for (std::int32_t i = problem.structure().row_begin.back(); i < problem.rows(); ++i) {
        const RowPlace place = problem.row_place(i);
        if (place.kind == kind && place.element == element) rows.push_back(i);
    }
    return rows;
}

}  // namespace

Limit limit_of(const Network& network, const LinearProblem& problem, const LimitAtFault& fault) {
    Limit limit;
    limit.upper = fault.upper;
    if (!fault.is_column) {
        if (fault.row == RowKind::total || fault.row == RowKind::tie)
            limit.rows = rows_of(problem, fault.row, fault.element);
    } else if (fault.column == ColumnKind::capacity) {
        limit.columns = columns_of_number(network, problem, fault.element);
    } else if (fault.column == ColumnKind::flow) {
        const Flow& flow = network.flows()[static_cast<std::size_t>(fault.element)];
        const Value& value = fault.upper ? flow.upper : flow.lower;
        if (!value.is_constant() || !std::isfinite(value.factor)) return limit;
        for (int t = 0; t < network.horizon().steps(); ++t)
            limit.columns.push_back(problem.column(FlowId{fault.element}, t));
    }
    return limit;
}

bool find_relief(const Network& network, const LinearProblem& problem, std::vector<LimitAtFault>& limits,
                 Solver& solver, const Options& options) {
    std::vector<LimitAtFault*> asked;
    std::vector<Limit> as_limits;
    for (LimitAtFault& fault : limits) {
        Limit limit = limit_of(network, problem, fault);
        const bool seen = std::any_of(as_limits.begin(), as_limits.end(),
                                      [&](const Limit& l) { return !l.columns.empty() && l.columns == limit.columns; });
        if (seen || (limit.columns.empty() && limit.rows.empty())) continue;
        asked.push_back(&fault);
        as_limits.push_back(std::move(limit));
        if (asked.size() == most_asked) break;
    }
    bool enough = false;
    for (std::size_t k = 0; k < asked.size(); ++k) {
        const auto given = least_relaxation(view(problem), {&as_limits[k], 1}, solver, options);
        if (given) asked[k]->alone = given->front();
        enough = enough || given;
    }
    if (enough || asked.empty()) return enough;
    const auto given = least_relaxation(view(problem), as_limits, solver, options);
    for (std::size_t k = 0; given && k < asked.size(); ++k) asked[k]->together = (*given)[k];
    return given.has_value();
}

}  // namespace gaiku::solve
