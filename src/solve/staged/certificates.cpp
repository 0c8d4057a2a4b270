#include "solve/staged/certificates.h"

#include <algorithm>
#include <chrono>
#include <cmath>

#include "base/clock.h"
#include "solve/proof.h"
#include "solve/staged/iteration.h"
#include "solve/staged/kernel_tables.h"

namespace gaiku::solve::staged {
namespace {

/// A sum counts as other than 0 beyond this part of its terms.
constexpr double certain = 1e-7;
/// Of a column's limit, that some column of a ray reaches.
constexpr double shortest_ray = 1e-3;

/// Of the tolerance, that a row may lack where phase 1 is to have found a solution: it leaves far less where there is
/// one.
constexpr double holds_share = 0.01;

/// The arrays of a problem that is made here.
struct Made {
    std::vector<std::int32_t> starts, indices;
    std::vector<double> values, cost, lower, upper, row_lower, row_upper;
    Limits limits{};
    Places places{};

    [[nodiscard]] Problem view() const {
        Problem p;
        p.starts = starts;
        p.row_indices = indices;
        p.values = values;
        p.cost = cost;
        p.lower = lower;
        p.upper = upper;
        p.row_lower = row_lower;
        p.row_upper = row_upper;
        return p;
    }
};

Made copy_of(const Model& m) {
    const Problem& p = m.problem;
    Made made{{p.starts.begin(), p.starts.end()},
              {p.row_indices.begin(), p.row_indices.end()},
              {p.values.begin(), p.values.end()},
              {p.cost.begin(), p.cost.end()},
              {},
              {},
              {p.row_lower.begin(), p.row_lower.end()},
              {p.row_upper.begin(), p.row_upper.end()},
              m.limits,
              m.places};
    for (std::int32_t j = 0; j < p.columns(); ++j) {
        made.lower.push_back(m.limits.lower(j));
        made.upper.push_back(m.limits.upper(j));
    }
    return made;
}

struct Answer {
    bool optimal = false;
    std::vector<double> x, row_dual;
};

Answer solved(Made& made, const Model& of, Options options, std::int64_t& iterations) {
    if (!made.places.refusal.empty()) return {};
    options.most_iterations = 0;
    options.tolerance = std::max(options.tolerance, 1e-8);
    const Problem problem = made.view();
    made.limits.set(problem.lower, problem.upper);
    Model model(problem, ByRows(problem), made.limits, made.places, of.kernels, 1);
    if (!model.refusal.empty()) return {};
    model.begin();
    Iteration iteration(model, options);
    const bool optimal = iteration.run(nullptr) == Outcome::optimal;
    iterations += iteration.iterations;
    return {optimal, std::move(iteration.answer.x), std::move(iteration.answer.row_dual)};
}

/// Adds a column that lets a row be broken on one side.
void add_elastic(Made& made, const Model& m, std::int32_t row, bool upper) {
    made.indices.push_back(row);
    made.values.push_back(upper ? -1 : 1);
    made.starts.push_back(static_cast<std::int32_t>(made.indices.size()));
    made.cost.push_back(std::abs(m.scaling.row(row)));
    made.lower.push_back(0);
    made.upper.push_back(std::numeric_limits<double>::infinity());
    made.limits.column_is_gone.push_back(0);
    const Place of_row = m.places.rows[row];
    Place place{of_row.step, m.places.column_roles + 2 * of_row.role + (upper ? 1 : 0)};
    if (!of_row.is_of_step()) {
        place.role = static_cast<std::int32_t>(made.places.global_columns.size());
        made.places.global_columns.push_back(static_cast<std::int32_t>(made.cost.size()) - 1);
    }
    if (place.role >= PlaceList::most_roles) made.places.refusal = "a step is too wide";
    made.places.columns.push_back(place);
}

Made phase_1(const Model& m) {
    Made made = copy_of(m);
    std::fill(made.cost.begin(), made.cost.end(), 0);
    made.places.column_roles += 2 * m.places.row_roles;
    for (std::int32_t i = 0; i < m.problem.rows(); ++i) {
        if (m.limits.row_is_gone[at(i)] != 0) continue;
        if (std::isfinite(made.row_lower[at(i)])) add_elastic(made, m, i, false);
        if (std::isfinite(made.row_upper[at(i)])) add_elastic(made, m, i, true);
    }
    return made;
}

/// Whether the rows hold at what phase 1 came to: none is broken by more than a solution's may be.
bool holds(const Model& m, const Made& elastic, const std::vector<double>& x, double tolerance) {
    const Problem p = elastic.view();
    std::vector<double> size(p.row_lower.size(), 0), broken = size;
    for (std::size_t j = 0; j < x.size(); ++j) {
        auto& to = j < m.problem.cost.size() ? size : broken;
        for (auto k = p.starts[j]; k < p.starts[j + 1]; ++k)
            to[at(p.row_indices[at(k)])] += std::abs(p.values[at(k)] * x[j]);
    }
    for (std::size_t i = 0; i < broken.size(); ++i) {
        const double one = m.scaling.unit / std::max(1e-300, std::abs(m.scaling.row(static_cast<std::int32_t>(i))));
        if (m.limits.row_is_gone[i] == 0 && broken[i] > tolerance * (one + size[i])) return false;
    }
    return true;
}

/// `x`: what phase 1 came to.
bool proves_infeasible(const Model& m, std::vector<double> row_dual, const std::vector<double>& x) {
    // An interior point leaves a little everywhere, of the price at which the row may be broken; without it the proof
    // is as good.
    for (std::size_t i = 0; i < row_dual.size(); ++i) {
        if (std::abs(row_dual[i]) < certain * std::abs(m.scaling.row(static_cast<std::int32_t>(i)))) row_dual[i] = 0;
    }
    const auto known = [&](std::int32_t j) -> Known {
        return {m.limits.lower(j), m.limits.upper(j), m.limits.error(j),
                std::abs(x[at(j)]) + m.scaling.unit * std::abs(m.scaling.column(j))};
    };
    return solve::proves_infeasible(m.problem, row_dual, known);
}

Made ray_problem(const Model& m) {
    Made made = copy_of(m);
    for (std::vector<double>* limits : {&made.row_lower, &made.row_upper}) {
        for (double& limit : *limits) limit = std::isfinite(limit) ? 0 : limit;
    }
    made.places.global_columns.clear();
    for (std::int32_t j = 0; j < m.problem.columns(); ++j) {
        const double one = std::abs(m.scaling.column(j));
        double &lower = made.lower[at(j)], &upper = made.upper[at(j)];
        const bool gone = m.limits.column_is_gone[at(j)] != 0;
        lower = gone || std::isfinite(lower) ? 0 : -one;
        upper = gone || std::isfinite(upper) ? 0 : one;
        Place place = m.places.columns[j];
        if (lower == upper) {
            made.limits.column_is_gone[at(j)] = 1;
            place = {};
        } else if (place.is_of_all()) {
            place.role = static_cast<std::int32_t>(made.places.global_columns.size());
            made.places.global_columns.push_back(j);
        }
        made.places.columns.set(j, place);
    }
    return made;
}

/// Whether every row holds along a direction, and the cost falls.
bool proves_unbounded(const Model& m, const Made& made, std::vector<double> ray) {
    const Problem p = made.view();
    // Nothing may earn by leaving its limits, be it by a rounding; and a direction that leads somewhere could go on to
    // the limits, one that is all rounding cannot.
    double length = 0;
    for (std::size_t j = 0; j < ray.size(); ++j) {
        ray[j] = std::clamp(ray[j], p.lower[j], p.upper[j]);
        if (ray[j] != 0) length = std::max(length, std::abs(ray[j] / m.scaling.column(static_cast<std::int32_t>(j))));
    }
    if (!(length > shortest_ray)) return false;
    std::vector<double> rows(p.row_lower.size(), 0), terms(p.row_lower.size(), 0);
    double cost = 0, cost_terms = 0;
    for (std::size_t j = 0; j < ray.size(); ++j) {
        cost += p.cost[j] * ray[j];
        cost_terms += std::abs(p.cost[j] * ray[j]);
        for (auto k = p.starts[j]; k < p.starts[j + 1]; ++k) {
            rows[at(p.row_indices[at(k)])] += p.values[at(k)] * ray[j];
            terms[at(p.row_indices[at(k)])] += std::abs(p.values[at(k)] * ray[j]);
        }
    }
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const double near =
            certain * (terms[i] + 1 / std::max(1e-300, std::abs(m.scaling.row(static_cast<std::int32_t>(i)))));
        if (m.limits.row_is_gone[i] == 0 && (rows[i] < p.row_lower[i] - near || rows[i] > p.row_upper[i] + near))
            return false;
    }
    return cost < -certain * cost_terms && cost < -certain * m.scaling.cost_unit;
}

}  // namespace

Verdict find_certificate(const Model& model, Options options, std::int64_t& iterations) {
    const auto start = std::chrono::steady_clock::now();
    Made elastic = phase_1(model);
    const Answer violation = solved(elastic, model, options, iterations);
    // With a column for each side of a row a step may be too wide.
    if (violation.row_dual.empty()) return Verdict::neither;
    // Duals that prove something prove it whether the run came to its end or not.
    if (proves_infeasible(model, violation.row_dual, violation.x)) return Verdict::infeasible;
    // Too little is missing for a proof, but it is missing: a ray from nowhere proves nothing.
    if (!violation.optimal || !holds(model, elastic, violation.x, holds_share * options.tolerance))
        return Verdict::neither;
    options.time_limit_s -= seconds_since(start);
    Made homogeneous = ray_problem(model);
    const Answer ray = solved(homogeneous, model, options, iterations);
    return proves_unbounded(model, homogeneous, ray.x) ? Verdict::unbounded : Verdict::neither;
}

}  // namespace gaiku::solve::staged
