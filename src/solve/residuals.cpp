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

/// What a dual contributes to the dual objective, and what of it leans on a limit that does not exist.
void add_dual(double dual, double lower, double upper, double& objective, double& residual) {
    const double limit = dual > 0 ? lower : upper;
    if (dual == 0) return;
    if (std::isfinite(limit)) {
        objective += dual * limit;
    } else {
        residual = worse(residual, std::abs(dual));
    }
}

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
    double primal = 0, dual_objective = 0, dual = 0, objective = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        primal = worse(primal, beyond(rows[i], p.row_lower[i], p.row_upper[i]));
        add_dual(result.row_dual[i], p.row_lower[i], p.row_upper[i], dual_objective, dual);
    }
    for (std::size_t j = 0; j < result.x.size(); ++j) {
        primal = worse(primal, beyond(result.x[j], p.lower[j], p.upper[j]));
        add_dual(result.reduced_cost[j], p.lower[j], p.upper[j], dual_objective, dual);
        objective += p.cost[j] * result.x[j];
    }
    result.objective = objective;
    result.primal_infeasibility = primal / (1 + largest_limit(p));
    result.dual_infeasibility = dual / (1 + largest_finite(p.cost));
    result.gap = std::abs(objective - dual_objective) / (1 + std::abs(objective));
}

}  // namespace gaiku::solve
