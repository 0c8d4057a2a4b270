#include "solve/reduce.h"

#include <algorithm>
#include <cmath>

#include "solve/index.h"
#include "solve/residuals.h"

namespace gaiku::solve {
namespace {

/// Limits that cross by no more than this are one number: values that fix one another in a chain add up their rounding,
/// and a solution is held to far less (solve::check_tolerance).
constexpr double one_number = 1e-9;
/// What a product is off by, of its size.
constexpr double unit_roundoff = 2e-16;

}  // namespace

Reduced::Reduced(const Problem& problem)
    : whole_(problem),
      lower_(problem.lower.begin(), problem.lower.end()),
      upper_(problem.upper.begin(), problem.upper.end()),
      error_(problem.cost.size(), 0),
      lower_from_(problem.cost.size(), -1),
      upper_from_(problem.cost.size(), -1),
      lower_by_(problem.cost.size(), 0),
      upper_by_(problem.cost.size(), 0) {
    tighten();
    if (!infeasible_) compress();
}

void Reduced::tighten() {
    const Problem& p = whole_;
    row_to_.assign(p.row_lower.size(), 0);
    while (tighten_once()) {
    }
    std::int32_t next = 0;
    for (std::size_t i = 0; i < row_to_.size(); ++i) {
        const bool free = std::isinf(p.row_lower[i]) && std::isinf(p.row_upper[i]);
        row_to_[i] = row_to_[i] < 0 || free ? -1 : next++;
    }
}

bool Reduced::tighten_once() {
    const Problem& p = whole_;
    struct Row {
        int count = 0;     ///< of its columns that may still move
        double fixed = 0;  ///< what the others come to
        double size = 0;   ///< the largest of those terms
        double error = 0;  ///< what they may be off by together
        std::int32_t column = -1;
        double coefficient = 0;
    };
    std::vector<Row> rows(p.row_lower.size());
    for (std::int32_t j = 0; j < p.columns(); ++j) {
        const bool fixed = lower_[index(j)] == upper_[index(j)];
        for (auto k = p.starts[index(j)]; k < p.starts[index(j) + 1]; ++k) {
            Row& row = rows[index(p.row_indices[index(k)])];
            const double value = p.values[index(k)];
            if (fixed) {
                row.fixed += value * lower_[index(j)];
                row.size = std::max(row.size, std::abs(value * lower_[index(j)]));
                row.error += std::abs(value) * (error_[index(j)] + unit_roundoff * std::abs(lower_[index(j)]));
            } else {
                ++row.count;
                row.column = j;
                row.coefficient = value;
            }
        }
    }
    bool another = false;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const Row& row = rows[i];
        if (row_to_[i] < 0 || row.count > 1) continue;
        // Back through a level that decays, what a limit may be off by grows with every step: such a row stays.
        if (row.count == 1 && row.error > one_number * std::max(std::abs(row.coefficient), row.size)) continue;
        row_to_[i] = -1;
        const double low = p.row_lower[i] - row.fixed;
        const double high = p.row_upper[i] - row.fixed;
        const double slack = one_number * (1 + row.size) + row.error;
        if (row.count == 1) {
            note_limit(static_cast<std::int32_t>(i), row.column, row.coefficient, low, high, row.error);
            another = true;
        } else if (low > slack || high < -slack) {
            infeasible_ = true;
        }
    }
    for (std::size_t j = 0; j < lower_.size(); ++j) {
        if (!(lower_[j] > upper_[j])) continue;
        const double across = lower_[j] - upper_[j];
        if (!(across <= one_number * (1 + std::abs(upper_[j])) + error_[j])) infeasible_ = true;
        error_[j] = std::max(error_[j], across);
        lower_[j] = upper_[j];
    }
    return another && !infeasible_;
}

void Reduced::note_limit(std::int32_t row, std::int32_t column, double coefficient, double low, double high,
                         double error) {
    error_[index(column)] = std::max(error_[index(column)], error / std::abs(coefficient));
    low /= coefficient;
    high /= coefficient;
    if (coefficient < 0) std::swap(low, high);
    noted_.push_back({row, column});
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

Result Reduced::restore_proof(Result result) const {
    const std::vector<double> nothing(whole_.cost.size(), 0.0);
    Problem free_of_cost = whole_;
    free_of_cost.cost = nothing;
    return restore(std::move(result), free_of_cost);
}

Result Reduced::restore(Result result, const Problem& with_costs) const {
    if (result.x.empty() && !cost_.empty()) return result;
    std::vector<double> x(whole_.cost.size()), dual(whole_.row_lower.size(), 0.0);
    for (std::size_t i = 0; i < dual.size(); ++i) {
        if (row_to_[i] >= 0) dual[i] = result.row_dual[index(row_to_[i])];
    }
    for (std::size_t j = 0; j < x.size(); ++j) x[j] = column_to_[j] < 0 ? lower_[j] : result.x[index(column_to_[j])];
    // The reduced cost of a column whose limit was a row is that row's price. The row may hold columns that were fixed
    // before it, so the last ones noted come first.
    std::vector<double> reduced = reduced_costs(with_costs, dual);
    const auto columns_of = columns_of_noted();
    for (std::size_t n = noted_.size(); n-- > 0;) {
        const auto [row, column] = noted_[n];
        const std::size_t j = index(column);
        const bool low = reduced[j] > 0;
        if (row != (low ? lower_from_[j] : upper_from_[j])) continue;
        dual[index(row)] = reduced[j] / (low ? lower_by_[j] : upper_by_[j]);
        for (const auto& [k, value] : columns_of.at(row)) reduced[index(k)] -= value * dual[index(row)];
    }
    result.x = std::move(x);
    result.row_dual = std::move(dual);
    return result;
}

Reduced::Entries Reduced::columns_of_noted() const {
    Entries entries;
    for (const auto& [row, column] : noted_) entries[row] = {};
    for (std::int32_t j = 0; j < whole_.columns(); ++j) {
        for (auto k = whole_.starts[index(j)]; k < whole_.starts[index(j) + 1]; ++k) {
            const std::int32_t row = whole_.row_indices[index(k)];
            if (row_to_[index(row)] >= 0) continue;
            const auto found = entries.find(row);
            if (found != entries.end()) found->second.emplace_back(j, whole_.values[index(k)]);
        }
    }
    return entries;
}

}  // namespace gaiku::solve
