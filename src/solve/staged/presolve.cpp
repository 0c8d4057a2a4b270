#include "solve/staged/presolve.h"

#include <algorithm>
#include <cmath>

#include "solve/residuals.h"

namespace gaiku::solve::staged {
namespace {

/// Numbers that differ by no more than this part of their size are one number: what fixes one another in a chain adds
/// up its rounding.
constexpr double rounding = 1e-9;
/// Beyond so many roundings a contradiction is one.
constexpr double certain_times = 100;
/// Chains of fixed columns are short; what is left after so many passes stays in the problem.
constexpr int most_passes = 20;

double size_of(double value) {
    return std::isfinite(value) ? std::abs(value) : 0;
}

}  // namespace

/// What a row can come to.
struct Presolve::Activity {
    double least = 0, most = 0;  ///< of the columns that may still move
    double fixed = 0;            ///< of the others
    double size = 1;             ///< largest of the numbers that were added
    int count = 0;
    std::int32_t entry = -1;                                     ///< the last one that may move
    double narrowest = std::numeric_limits<double>::infinity();  ///< smallest range of a term
};

Presolve::Presolve(const Problem& problem, const ByRows& rows)
    : Limits{std::vector<std::uint8_t>(problem.row_lower.size(), 0),
             std::vector<std::uint8_t>(problem.cost.size(), 0),
             {problem.lower.begin(), problem.lower.end()},
             {problem.upper.begin(), problem.upper.end()}},
      p_(problem),
      rows_(rows),
      lower_from_(problem.cost.size(), -1),
      upper_from_(problem.cost.size(), -1),
      left_(problem.cost.size(), 0) {
    bool again = look_at_columns();
    for (int pass = 0; again && pass < most_passes && !infeasible_; ++pass) {
        again = false;
        for (std::int32_t i = 0; i < p_.rows() && !infeasible_; ++i) again = look_at_row(i) || again;
        again = look_at_columns() || again;
    }
}

Presolve::Activity Presolve::activity(std::int32_t i) const {
    Activity sum;
    for (auto k = rows_.starts[at(i)]; k < rows_.starts[at(i) + 1]; ++k) {
        const std::size_t j = at(rows_.columns[at(k)]);
        const double a = rows_.values[at(k)];
        if (column_is_gone[j] != 0) {
            sum.fixed += a * lower[j];
            sum.size = std::max(sum.size, std::abs(a * lower[j]));
            continue;
        }
        ++sum.count;
        sum.entry = k;
        sum.narrowest = std::min(sum.narrowest, std::abs(a) * (upper[j] - lower[j]));
        sum.least += a * (a > 0 ? lower[j] : upper[j]);
        sum.most += a * (a > 0 ? upper[j] : lower[j]);
    }
    return sum;
}

/// True where the row went.
bool Presolve::look_at_row(std::int32_t i) {
    if (row_is_gone[at(i)] != 0) return false;
    const Activity sum = activity(i);
    const double low = p_.row_lower[at(i)] - sum.fixed, high = p_.row_upper[at(i)] - sum.fixed;
    const double near = rounding * std::max({sum.size, size_of(low), size_of(high)});
    if (sum.least > high + certain_times * near || sum.most < low - certain_times * near ||
        low > high + certain_times * near) {
        infeasible_ = true;
        return false;
    }
    if (sum.count == 0 || (sum.least >= low && sum.most <= high)) {
        row_is_gone[at(i)] = 1;
    } else if (sum.count == 1) {
        take_limit(i, sum, low, high);
    } else if ((sum.least >= high - near || sum.most <= low + near) && sum.narrowest > 1e3 * near) {
        force(i, sum.least >= high - near);
    }
    return row_is_gone[at(i)] != 0;
}

void Presolve::take_limit(std::int32_t i, const Activity& sum, double low, double high) {
    const std::int32_t column = rows_.columns[at(sum.entry)];
    const double a = rows_.values[at(sum.entry)];
    if (a < 0) std::swap(low, high);
    low /= a;
    high /= a;
    if (low > lower[at(column)]) {
        lower[at(column)] = low;
        lower_from_[at(column)] = i;
    }
    if (high < upper[at(column)]) {
        upper[at(column)] = high;
        upper_from_[at(column)] = i;
    }
    taken_.push_back({Kind::limit, i, column, a});
    row_is_gone[at(i)] = 1;
}

/// All columns at the ends where the row comes to the least (or the most) that it can.
void Presolve::force(std::int32_t i, bool at_least) {
    Taken taken{Kind::forcing, i, -1, at_least ? 1.0 : -1.0, forced_.size(), 0};
    for (auto k = rows_.starts[at(i)]; k < rows_.starts[at(i) + 1]; ++k) {
        const std::size_t j = at(rows_.columns[at(k)]);
        if (column_is_gone[j] != 0) continue;
        forced_.emplace_back(rows_.columns[at(k)], rows_.values[at(k)]);
        fix(j, (rows_.values[at(k)] > 0) == at_least ? lower[j] : upper[j]);
    }
    taken.end = forced_.size();
    taken_.push_back(taken);
    row_is_gone[at(i)] = 1;
}

void Presolve::fix(std::size_t j, double value) {
    lower[j] = upper[j] = value;
    column_is_gone[j] = 1;
}

/// True where a column went.
bool Presolve::look_at_columns() {
    bool any = taken_.empty();  // the first look
    std::fill(left_.begin(), left_.end(), 0);
    for (std::int32_t i = 0; i < p_.rows(); ++i) {
        if (row_is_gone[at(i)] != 0) continue;
        for (auto k = rows_.starts[at(i)]; k < rows_.starts[at(i) + 1]; ++k) ++left_[at(rows_.columns[at(k)])];
    }
    for (std::size_t j = 0; j < lower.size(); ++j) {
        if (column_is_gone[j] != 0) continue;
        const double near = rounding * std::max(1.0, size_of(lower[j]));
        if (lower[j] > upper[j] + certain_times * near) infeasible_ = true;
        if (upper[j] - lower[j] <= near) {
            fix(j, std::isfinite(lower[j]) ? lower[j] : upper[j]);
            any = true;
        } else if (left_[j] == 0) {
            double value = p_.cost[j] > 0 ? lower[j] : p_.cost[j] < 0 ? upper[j] : lower[j];
            if (!std::isfinite(value)) {
                endless_ = endless_ || p_.cost[j] != 0;
                value = std::isfinite(lower[j]) ? lower[j] : std::isfinite(upper[j]) ? upper[j] : 0;
            }
            fix(j, value);
        }
    }
    return any;
}

void Presolve::restore(std::vector<double>& row_dual) const {
    std::vector<double> reduced = reduced_costs(p_, row_dual);
    for (auto taken = taken_.rbegin(); taken != taken_.rend(); ++taken) {
        if (taken->kind == Kind::limit) {
            restore_limit(*taken, reduced, row_dual);
        } else {
            restore_forcing(*taken, reduced, row_dual);
        }
    }
}

/// The reduced cost of a column whose limit was a row is that row's price.
void Presolve::restore_limit(const Taken& taken, std::vector<double>& reduced, std::vector<double>& row_dual) const {
    const std::size_t j = at(taken.column);
    const std::int32_t from = reduced[j] > 0 ? lower_from_[j] : upper_from_[j];
    if (from == taken.row && reduced[j] != 0) add_dual(taken.row, reduced[j] / taken.coefficient, reduced, row_dual);
}

/// The smallest price with which every column wants to stay at its end.
void Presolve::restore_forcing(const Taken& taken, std::vector<double>& reduced, std::vector<double>& row_dual) const {
    double dual = 0;
    for (std::size_t k = taken.begin; k < taken.end; ++k) {
        const double asked = reduced[at(forced_[k].first)] / forced_[k].second;
        dual = taken.coefficient > 0 ? std::min(dual, asked) : std::max(dual, asked);
    }
    if (dual != 0) add_dual(taken.row, dual, reduced, row_dual);
}

void Presolve::add_dual(std::int32_t row, double dual, std::vector<double>& reduced,
                        std::vector<double>& row_dual) const {
    row_dual[at(row)] += dual;
    for (auto k = rows_.starts[at(row)]; k < rows_.starts[at(row) + 1]; ++k)
        reduced[at(rows_.columns[at(k)])] -= rows_.values[at(k)] * dual;
}

}  // namespace gaiku::solve::staged
