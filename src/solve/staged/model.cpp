#include "solve/staged/model.h"

#if defined(__GLIBC__)
#include <malloc.h>
#endif

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

Model::Model(const Problem& p, const ByRows& rows, const Limits& l, const Places& of, const Kernels& functions,
             int threads)
    : problem(p),
      limits(l),
      places(of),
      kernels(functions),
      scaling(p, rows, l, of),
      segments(of.steps, segments_for(of.steps), functions.lanes),
      step(rows, of, scaling, segments),
      memory(p, l, of, segments, step),
      order(step, memory.row_of_slack, memory.pair_of_upper, segments.frames),
      team(std::min(threads, segments.groups)) {
    refusal = order.refusal;
}

void Model::begin() {
#if defined(__GLIBC__)
    malloc_trim(0);  // what the analysis took would stay in the heap beside it
#endif
    memory.lay_out(order);
    newton.emplace(kernels, step, order, segments, places, memory, team);
    write();
}

void Model::end() {
    newton.reset();
    memory.release();
    has_pair = has_upper = {};
}

void Model::write() {
    has_pair.assign(memory.x.size(), 0);
    has_upper.assign(memory.w.size(), 0);
    const auto length = at(segments.groups * segments.frames * segments.lanes);
    Doubles given(at(order.plan.nodes) * length, 0);  // one piece, which goes back to the system
    team.each(2, [&](std::int32_t i) { i == 0 ? write_columns(given, length) : write_rows(given, length); });
    FrameValues values(segments);
    for (std::size_t k = 0; k < given.size(); k += length) values.add(std::span(given).subspan(k, length));
    memory.set_given(std::move(values));
    const auto count =
        std::count(has_pair.begin(), has_pair.end(), 1) + std::count(has_upper.begin(), has_upper.end(), 1);
    pairs = std::max(1.0, static_cast<double>(count));
}

void Model::write_columns(Doubles& given, std::size_t length) {
    fixed_cost = largest_cost = 0;
    for (std::int32_t j = 0; j < problem.columns(); ++j) {
        fixed_cost += problem.cost[at(j)] * scaling.shift(j);
        const double factor = scaling.column(j);
        if (factor == 0) continue;
        const double cost = problem.cost[at(j)] * factor / scaling.cost_unit;
        const Place place = places.columns[j];
        if (place.is_of_step()) {
            given[at(place.role) * length + memory.place_of_step(place.step)] = cost;
            largest_cost = std::max(largest_cost, std::abs(cost));
        } else {
            memory.cost[at(place.role)] = cost;
        }
        const double low = limits.lower(j), high = limits.upper(j);
        if (std::isfinite(low) || std::isfinite(high)) has_pair[memory.pair_of_column(j)] = 1;
        if (!std::isfinite(high - low)) continue;
        memory.limit[memory.upper_of_column(j)] = (high - low) / std::abs(factor) / scaling.unit;
        has_upper[memory.upper_of_column(j)] = 1;
    }
}

void Model::write_rows(Doubles& given, std::size_t length) {
    largest_right = 0;
    const std::vector<double> right = scaling.right();
    for (std::int32_t i = 0; i < problem.rows(); ++i) {
        const double factor = scaling.row(i);
        if (factor == 0) continue;
        const Place place = places.rows[i];
        if (place.is_of_step()) {
            given[at(order.plan.columns + place.role) * length + memory.place_of_step(place.step)] = right[at(i)];
            largest_right = std::max(largest_right, std::abs(right[at(i)]));
        } else {
            memory.right[at(place.role)] = right[at(i)];
        }
        if (!memory.has_slack(i)) continue;
        has_pair[memory.pair_of_row(i)] = 1;
        const double range = problem.row_upper[at(i)] - problem.row_lower[at(i)];
        if (!std::isfinite(range)) continue;
        memory.limit[memory.upper_of_row(i)] = range * std::abs(factor) / scaling.unit;
        has_upper[memory.upper_of_row(i)] = 1;
    }
}

void Model::clear() {
    for (const Strip a : {memory.x, memory.z, memory.y, memory.v}) std::fill(a.begin(), a.end(), 0.0);
    std::fill(memory.w.begin(), memory.w.end(), 1.0);
}

void Model::read(std::vector<double>& x, std::vector<double>& row_dual) {
    const auto of_columns = [&] {
        x.resize(problem.cost.size());
        for (std::int32_t j = 0; j < problem.columns(); ++j) {
            const double factor = scaling.column(j);
            x[at(j)] = scaling.shift(j);
            if (factor != 0) x[at(j)] += memory.x[memory.pair_of_column(j)] * factor * scaling.unit;
        }
    };
    const auto of_rows = [&] {
        row_dual.assign(problem.row_lower.size(), 0);
        for (std::int32_t i = 0; i < problem.rows(); ++i) {
            const double factor = scaling.row(i);
            if (factor != 0) row_dual[at(i)] = memory.y[memory.place_of_row(i)] * factor * scaling.cost_unit;
        }
    };
    team.each(2, [&](std::int32_t i) { i == 0 ? of_columns() : of_rows(); });
}

}  // namespace gaiku::solve::staged
