#include "solve/residuals.h"

#include <algorithm>
#include <cmath>

#include "solve/index.h"

namespace gaiku::solve {
namespace {

double largest_finite(std::span<const double> values) {
    double largest = 0;
    for (const double value : values) {
        if (std::isfinite(value)) largest = std::max(largest, std::abs(value));
    }
    return largest;
}

/// The larger one; what is not a number stays. std::max would lose it, and with it that a limit is none.
double worse(double a, double b) {
    return std::isnan(a) || b <= a ? a : b;
}

double beyond(double value, double lower, double upper) {
    return worse(worse(0, lower - value), value - upper);
}

/// What duals come to.
struct DualSums {
    double objective = 0;
    double residual = 0;       ///< the largest that leans on a limit that does not exist
    double leaning = 0;        ///< what those come to at the solution
    double leaning_sizes = 0;  ///< without their signs

    /// `value`: of the row or column at the solution.
    void add(double dual, double value, double lower, double upper) {
        const double limit = dual > 0 ? lower : upper;
        if (dual == 0) return;
        if (std::isfinite(limit)) {
            objective += dual * limit;
        } else {
            residual = worse(residual, std::abs(dual));
            leaning += dual * value;
            leaning_sizes += std::abs(dual * value);
        }
    }
};

}  // namespace

std::vector<double> row_values(const Problem& p, std::span<const double> x) {
    std::vector<double> rows(p.row_lower.size(), 0.0);
    for (std::size_t j = 0; j < p.cost.size(); ++j) {
        if (x[j] == 0) continue;
        for (auto k = p.starts[j]; k < p.starts[j + 1]; ++k)
            rows[index(p.row_indices[index(k)])] += p.values[index(k)] * x[j];
    }
    return rows;
}

std::vector<double> reduced_costs(const Problem& p, std::span<const double> row_dual) {
    std::vector<double> reduced(p.cost.begin(), p.cost.end());
    for (std::size_t j = 0; j < reduced.size(); ++j) {
        for (auto k = p.starts[j]; k < p.starts[j + 1]; ++k)
            reduced[j] -= p.values[index(k)] * row_dual[index(p.row_indices[index(k)])];
    }
    return reduced;
}

double largest_limit(const Problem& p) {
    return std::max(
        {largest_finite(p.row_lower), largest_finite(p.row_upper), largest_finite(p.lower), largest_finite(p.upper)});
}

void measure(const Problem& p, Result& result) {
    result.reduced_cost = reduced_costs(p, result.row_dual);
    const std::vector<double> rows = row_values(p, result.x);
    double primal = 0, objective = 0;
    DualSums duals;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        primal = worse(primal, beyond(rows[i], p.row_lower[i], p.row_upper[i]));
        duals.add(result.row_dual[i], rows[i], p.row_lower[i], p.row_upper[i]);
    }
    for (std::size_t j = 0; j < result.x.size(); ++j) {
        primal = worse(primal, beyond(result.x[j], p.lower[j], p.upper[j]));
        duals.add(result.reduced_cost[j], result.x[j], p.lower[j], p.upper[j]);
        objective += p.cost[j] * result.x[j];
    }
    result.objective = objective;
    result.primal_infeasibility = primal / (1 + largest_limit(p));
    result.dual_infeasibility = duals.residual / (1 + largest_finite(p.cost));
    const double held = objective - duals.objective - duals.leaning;
    result.gap = (std::abs(held) + duals.leaning_sizes) / (1 + std::abs(objective));
}

}  // namespace gaiku::solve
