#include "solve/reduce.h"

#include <algorithm>
#include <cmath>

#include "solve/residuals.h"

namespace gaiku::solve {
namespace {

std::size_t index(std::int32_t i) {
    return static_cast<std::size_t>(i);
}

/// Limits that cross by no more than rounding are one number.
constexpr double rounding = 1e-12;

}  // namespace

Reduced::Reduced(const Problem& problem)
    : whole_(problem),
      lower_(problem.lower.begin(), problem.lower.end()),
      upper_(problem.upper.begin(), problem.upper.end()),
      lower_from_(problem.cost.size(), -1),
      upper_from_(problem.cost.size(), -1),
      lower_by_(problem.cost.size(), 0),
      upper_by_(problem.cost.size(), 0) {
    tighten();
    if (!infeasible_) compress();
}

void Reduced::tighten() {
    const Problem& p = whole_;
    std::vector<std::int32_t> count(p.row_lower.size(), 0);
    for (const std::int32_t row : p.row_indices) ++count[index(row)];
    for (std::int32_t j = 0; j < p.columns(); ++j) {
        for (auto k = p.starts[index(j)]; k < p.starts[index(j) + 1]; ++k) {
            const std::int32_t row = p.row_indices[index(k)];
            if (count[index(row)] == 1) note_limit(row, j, p.values[index(k)]);
        }
    }
    for (std::size_t i = 0; i < count.size(); ++i) {
        if (count[i] == 0 && (p.row_lower[i] > rounding || p.row_upper[i] < -rounding)) infeasible_ = true;
    }
    for (std::size_t j = 0; j < lower_.size(); ++j) {
        const double slack = rounding * (1 + std::abs(upper_[j]));
        if (std::isfinite(lower_[j]) && lower_[j] > upper_[j] && lower_[j] <= upper_[j] + slack) lower_[j] = upper_[j];
        if (lower_[j] > upper_[j]) infeasible_ = true;
    }
    row_to_.assign(count.size(), -1);
    std::int32_t next = 0;
    for (std::size_t i = 0; i < count.size(); ++i) {
        const bool free = std::isinf(p.row_lower[i]) && std::isinf(p.row_upper[i]);
        if (count[i] > 1 && !free) row_to_[i] = next++;
    }
}

void Reduced::note_limit(std::int32_t row, std::int32_t column, double coefficient) {
    double low = whole_.row_lower[index(row)] / coefficient, high = whole_.row_upper[index(row)] / coefficient;
    if (coefficient < 0) std::swap(low, high);
    if (low > lower_[index(column)]) {
        lower_[index(column)] = low;
        lower_from_[index(column)] = row;
        lower_by_[index(column)] = coefficient;
    }
    if (high < upper_[index(column)]) {
        upper_[index(column)] = high;
        upper_from_[index(column)] = row;
        upper_by_[index(column)] = coefficient;
    }
}

void Reduced::compress() {
    const Problem& p = whole_;
    for (std::size_t i = 0; i < row_to_.size(); ++i) {
        if (row_to_[i] < 0) continue;
        row_lower_.push_back(p.row_lower[i]);
        row_upper_.push_back(p.row_upper[i]);
    }
    column_to_.assign(p.cost.size(), -1);
    starts_.push_back(0);
    for (std::size_t j = 0; j < p.cost.size(); ++j) {
        const bool fixed = lower_[j] == upper_[j];
        if (!fixed) column_to_[j] = static_cast<std::int32_t>(cost_.size());
        for (auto k = p.starts[j]; k < p.starts[j + 1]; ++k) {
            const std::int32_t row = row_to_[index(p.row_indices[index(k)])];
            if (row < 0) continue;
            if (fixed) {
                row_lower_[index(row)] -= p.values[index(k)] * lower_[j];
                row_upper_[index(row)] -= p.values[index(k)] * lower_[j];
            } else {
                indices_.push_back(row);
                values_.push_back(p.values[index(k)]);
            }
        }
        if (fixed) continue;
        starts_.push_back(static_cast<std::int32_t>(indices_.size()));
        cost_.push_back(p.cost[j]);
        reduced_lower_.push_back(lower_[j]);
        reduced_upper_.push_back(upper_[j]);
    }
    reduced_ = {starts_,        indices_,   values_,    cost_, reduced_lower_,
                reduced_upper_, row_lower_, row_upper_, {},    p.network};
}

Result Reduced::restore(Result result) const {
    if (result.x.empty() && !cost_.empty()) return result;
    std::vector<double> x(whole_.cost.size()), dual(whole_.row_lower.size(), 0.0);
    for (std::size_t i = 0; i < dual.size(); ++i) {
        if (row_to_[i] >= 0) dual[i] = result.row_dual[index(row_to_[i])];
    }
    for (std::size_t j = 0; j < x.size(); ++j) x[j] = column_to_[j] < 0 ? lower_[j] : result.x[index(column_to_[j])];
    // The reduced cost of a column whose limit was a row is that row's price.
    const std::vector<double> reduced = reduced_costs(whole_, dual);
    for (std::size_t j = 0; j < x.size(); ++j) {
        const bool low = reduced[j] > 0;
        const std::int32_t from = low ? lower_from_[j] : upper_from_[j];
        if (from >= 0) dual[index(from)] = reduced[j] / (low ? lower_by_[j] : upper_by_[j]);
    }
    result.x = std::move(x);
    result.row_dual = std::move(dual);
    return result;
}

}  // namespace gaiku::solve
