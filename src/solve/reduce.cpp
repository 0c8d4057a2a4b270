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
/// Beyond so many times that a contradiction is one.
constexpr double certain_times = 100;
/// What a product is off by, of its size.
constexpr double unit_roundoff = 2e-16;

}  // namespace

Reduced::Reduced(const Problem& problem)
    : whole_(problem),
      lower_(problem.lower.begin(), problem.lower.end()),
      upper_(problem.upper.begin(), problem.upper.end()),
      error_(problem.cost.size(), 0),
      is_fixed_(problem.cost.size(), 0),
      lower_from_(problem.cost.size(), -1),
      upper_from_(problem.cost.size(), -1),
      lower_by_(problem.cost.size(), 0),
      upper_by_(problem.cost.size(), 0) {
    tighten();
    if (!infeasible_) compress();
}

/// What is known of rows while columns become fixed, one after another: as a level hands on what it is to the next,
/// that may be all of a year.
struct Reduced::Rows {
    struct Row {
        int count = 0;             ///< of its columns that may still move
        std::int64_t columns = 0;  ///< the sum of their indices, which with one of them is that one
        double fixed = 0;          ///< what the others come to
        double size = 0;           ///< the largest of those terms
        double error = 0;          ///< what they may be off by together
    };
    std::vector<Row> rows;
    std::vector<std::int32_t> to_look_at;  ///< rows with one column or none
};

void Reduced::tighten() {
    const Problem& p = whole_;
    row_to_.assign(p.row_lower.size(), 0);
    Rows all{std::vector<Rows::Row>(p.row_lower.size()), {}};
    for (std::int32_t j = 0; j < p.columns(); ++j) {
        for (auto k = p.starts[index(j)]; k < p.starts[index(j) + 1]; ++k) {
            if (p.values[index(k)] == 0) continue;
            Rows::Row& row = all.rows[index(p.row_indices[index(k)])];
            ++row.count;
            row.columns += j;
        }
    }
    for (std::int32_t i = 0; i < p.rows(); ++i) {
        if (all.rows[index(i)].count <= 1) all.to_look_at.push_back(i);
    }
    for (std::int32_t j = 0; j < p.columns(); ++j) fix_where_equal(j, all);
    for (std::size_t n = 0; n < all.to_look_at.size() && !infeasible_; ++n) look_at_row(all.to_look_at[n], all);
    std::int32_t next = 0;
    for (std::size_t i = 0; i < row_to_.size(); ++i) {
        const bool free = std::isinf(p.row_lower[i]) && std::isinf(p.row_upper[i]);
        row_to_[i] = row_to_[i] < 0 || free ? -1 : next++;
    }
}

void Reduced::look_at_row(std::int32_t i, Rows& all) {
    const Problem& p = whole_;
    const Rows::Row& row = all.rows[index(i)];
    if (row_to_[index(i)] < 0) return;
    const double low = p.row_lower[index(i)] - row.fixed, high = p.row_upper[index(i)] - row.fixed;
    if (row.count == 0) {
        row_to_[index(i)] = -1;
        const double slack = certain_times * one_number * (1 + row.size) + row.error;
        infeasible_ = infeasible_ || low > slack || high < -slack;
        return;
    }
    const auto column = static_cast<std::int32_t>(row.columns);
    const auto first = p.row_indices.begin() + p.starts[index(column)],
               last = p.row_indices.begin() + p.starts[index(column) + 1];
    const double coefficient =
        p.values[static_cast<std::size_t>(std::lower_bound(first, last, i) - p.row_indices.begin())];
    // Back through a level that decays, what a limit may be off by grows with every step: such a row stays.
    if (row.error > one_number * std::max(std::abs(coefficient), row.size)) return;
    row_to_[index(i)] = -1;
    note_limit(i, column, coefficient, low, high, row.error);
    fix_where_equal(column, all);
}

void Reduced::fix_where_equal(std::int32_t j, Rows& all) {
    const Problem& p = whole_;
    double& low = lower_[index(j)];
    const double high = upper_[index(j)];
    if (low > high) {
        const double across = low - high;
        if (!(across <= certain_times * one_number * (1 + std::abs(high)) + error_[index(j)])) infeasible_ = true;
        error_[index(j)] = std::max(error_[index(j)], across);
        low = high;
    }
    if (low != high || is_fixed_[index(j)] != 0) return;
    is_fixed_[index(j)] = 1;
    for (auto k = p.starts[index(j)]; k < p.starts[index(j) + 1]; ++k) {
        if (p.values[index(k)] == 0) continue;
        Rows::Row& row = all.rows[index(p.row_indices[index(k)])];
        const double term = p.values[index(k)] * low;
        --row.count;
        row.columns -= j;
        row.fixed += term;
        row.size = std::max(row.size, std::abs(term));
        row.error += std::abs(p.values[index(k)]) * error_[index(j)] + unit_roundoff * std::abs(term);
        if (row.count <= 1) all.to_look_at.push_back(p.row_indices[index(k)]);
    }
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
