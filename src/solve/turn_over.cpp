#include "solve/turn_over.h"

#include <cmath>

#include "solve/index.h"
#include "solve/solution.h"

namespace gaiku::solve {
namespace {

/// Of what meets in a row: what an interior solution leaves beside its limits.
constexpr double left_over = 1e-6;

/// What each row comes to, and how large what meets in it is.
struct Rows {
    std::vector<double> activity, size;
};

Rows rows_of(const Problem& problem, std::span<const double> x) {
    Rows rows{std::vector<double>(index(problem.rows()), 0.0), std::vector<double>(index(problem.rows()), 1.0)};
    for (std::size_t j = 0; j < x.size(); ++j) {
        for (auto k = index(problem.starts[j]); k < index(problem.starts[j + 1]); ++k) {
            const double part = problem.values[k] * x[j];
            rows.activity[index(problem.row_indices[k])] += part;
            rows.size[index(problem.row_indices[k])] += std::abs(part);
        }
    }
    return rows;
}

}  // namespace

std::vector<std::int32_t> numbers_of_a_year(const network::LinearProblem& problem) {
    std::vector<std::int32_t> columns;
    const auto integer = problem.integer();
    const auto& structure = problem.structure();
    for (std::size_t j = index(structure.steps * structure.columns_per_step); j < integer.size(); ++j) {
        if (integer[j] != 0) columns.push_back(static_cast<std::int32_t>(j));
    }
    return columns;
}

bool turn_over(const Problem& problem, std::span<const std::int32_t> columns, std::vector<double>& x) {
    Rows rows;
    bool turned = false;
    for (const std::int32_t column : columns) {
        const std::size_t j = index(column);
        if (problem.lower[j] != 0 || problem.upper[j] != 1 || problem.cost[j] != 0) continue;
        if (rows.size.empty()) rows = rows_of(problem, x);
        const double change = 1 - 2 * std::round(x[j]);
        bool held = false;
        for (auto e = index(problem.starts[j]); e < index(problem.starts[j + 1]); ++e) {
            const std::size_t row = index(problem.row_indices[e]);
            const double then = rows.activity[row] + change * problem.values[e];
            const double slack = left_over * rows.size[row];
            held = held || then < problem.row_lower[row] - slack || then > problem.row_upper[row] + slack;
        }
        if (held) continue;
        x[j] = std::round(x[j]) + change;
        turned = true;
    }
    return turned;
}

Result with_integers_fixed(const Problem& problem, std::span<const double> x,
                           const std::function<Result(const Problem&)>& solve_fixed) {
    Result best = solve_fixed(FixedIntegers(problem, x).problem());
    if (problem.network == nullptr) return best;
    const auto columns = numbers_of_a_year(*problem.network);
    while (best.status == Status::optimal && !columns.empty()) {
        std::vector<double> turned = best.x;
        if (!turn_over(problem, columns, turned)) break;
        Result next = solve_fixed(FixedIntegers(problem, turned).problem());
        if (next.status != Status::optimal || !(next.objective < best.objective)) break;
        next.iterations += best.iterations;
        next.seconds += best.seconds;
        best = std::move(next);
    }
    return best;
}

}  // namespace gaiku::solve
