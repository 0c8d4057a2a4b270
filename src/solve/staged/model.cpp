#include "solve/staged/model.h"

#include <algorithm>
#include <cmath>

namespace gaiku::solve::staged {
namespace {

/// Two groups of eight lanes, so that two cores have work; a short horizon has one.
constexpr std::int32_t many_segments = 16, few_segments = 8;
constexpr std::int32_t steps_for_many = 512;

}  // namespace

std::int32_t segments_for(std::int32_t steps) {
    return steps >= steps_for_many ? many_segments : steps >= few_segments ? few_segments : 0;
}

Model::Model(const Problem& p, const ByRows& r, const Limits& l, const Places& of, const Kernels& functions,
             int threads)
    : problem(p),
      rows(r),
      limits(l),
      places(of),
      kernels(functions),
      scaling(p, r, l, of),
      segments(of.steps, segments_for(of.steps), functions.lanes),
      step(r, of, scaling, segments),
      memory(p, l, of, segments, step),
      order(step, memory.row_of_slack, memory.pair_of_upper, segments.frames),
      team(std::min(threads, segments.groups)),
      newton(functions, step, order, segments, of, memory.lay_out(order, team), team) {
    refusal = order.refusal;
}

void Model::write() {
    Memory& m = memory;
    for (Doubles* a : {&m.x, &m.z, &m.y, &m.v, &m.limit, &m.cost, &m.right}) std::fill(a->begin(), a->end(), 0.0);
    std::fill(m.w.begin(), m.w.end(), 1.0);
    has_pair.assign(m.x.size(), 0);
    has_upper.assign(m.w.size(), 0);
    fixed_cost = largest_cost = largest_right = 0;
    for (std::int32_t j = 0; j < problem.columns(); ++j) {
        fixed_cost += problem.cost[at(j)] * scaling.shift[at(j)];
        if (scaling.column[at(j)] == 0) continue;
        const double cost = problem.cost[at(j)] * scaling.column[at(j)] / scaling.cost_unit;
        m.cost[m.place_of_cost(j)] = cost;
        if (places.column_step[at(j)] >= 0) largest_cost = std::max(largest_cost, std::abs(cost));
        const double range = limits.upper[at(j)] - limits.lower[at(j)];
        if (std::isfinite(limits.lower[at(j)]) || std::isfinite(limits.upper[at(j)])) has_pair[m.pair_of_column(j)] = 1;
        if (!std::isfinite(range)) continue;
        m.limit[m.upper_of_column(j)] = range / std::abs(scaling.column[at(j)]) / scaling.unit;
        has_upper[m.upper_of_column(j)] = 1;
    }
    for (std::int32_t i = 0; i < problem.rows(); ++i) {
        if (scaling.row[at(i)] == 0) continue;
        m.right[m.place_of_row(i)] = scaling.right[at(i)];
        if (places.row_step[at(i)] >= 0) largest_right = std::max(largest_right, std::abs(scaling.right[at(i)]));
        if (!m.has_slack(i)) continue;
        has_pair[m.pair_of_row(i)] = 1;
        const double range = problem.row_upper[at(i)] - problem.row_lower[at(i)];
        if (!std::isfinite(range)) continue;
        m.limit[m.upper_of_row(i)] = range * std::abs(scaling.row[at(i)]) / scaling.unit;
        has_upper[m.upper_of_row(i)] = 1;
    }
    const auto count =
        std::count(has_pair.begin(), has_pair.end(), 1) + std::count(has_upper.begin(), has_upper.end(), 1);
    pairs = std::max(1.0, static_cast<double>(count));
}

void Model::read(std::vector<double>& x, std::vector<double>& row_dual) const {
    x = scaling.shift;
    row_dual.assign(at(problem.rows()), 0);
    for (std::int32_t j = 0; j < problem.columns(); ++j) {
        if (scaling.column[at(j)] != 0)
            x[at(j)] += memory.x[memory.pair_of_column(j)] * scaling.column[at(j)] * scaling.unit;
    }
    for (std::int32_t i = 0; i < problem.rows(); ++i) {
        if (scaling.row[at(i)] != 0)
            row_dual[at(i)] = memory.y[memory.place_of_row(i)] * scaling.row[at(i)] * scaling.cost_unit;
    }
}

}  // namespace gaiku::solve::staged
