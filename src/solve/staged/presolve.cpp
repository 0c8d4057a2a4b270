#include "solve/staged/presolve.h"

#include <algorithm>
#include <cmath>

#include "solve/residuals.h"

namespace gaiku::solve::staged {
namespace {

/// Numbers that differ by no more than this part of their size are one number: what fixes one another in a chain adds
/// up its rounding.
constexpr double rounding = 1e-9;
/// What a product is off by, of its size.
constexpr double unit_roundoff = 2e-16;
/// Beyond so many roundings a contradiction is one.
constexpr double certain_times = 100;
/// Chains of fixed columns are short; what is left after so many passes stays in the problem.
constexpr int most_passes = 20;

std::vector<std::int32_t> rows_of_columns(const Problem& p) {
    std::vector<std::int32_t> count(p.cost.size());
    for (std::size_t j = 0; j < count.size(); ++j) count[j] = static_cast<std::int32_t>(p.starts[j + 1] - p.starts[j]);
    return count;
}

double size_of(double value) {
    return std::isfinite(value) ? std::abs(value) : 0;
}

}  // namespace

/// What a row can come to.
struct Presolve::Activity {
    double least = 0, most = 0;  ///< of the columns that may still move
    double fixed = 0;            ///< of the others
    double size = 1;             ///< largest of the numbers that were added
    double error = 0;            ///< what all of it may be off by
    int count = 0;
    std::int32_t entry = -1;                                     ///< the last one that may move
    double narrowest = std::numeric_limits<double>::infinity();  ///< smallest range of a term
};

void Limits::note(std::span<const double> lower, std::span<const double> upper, std::span<const double> error) {
    is_changed_.assign(lower.size(), 0);
    for (std::size_t j = 0; j < lower.size(); ++j) {
        if (lower[j] == lower_[j] && upper[j] == upper_[j] && error[j] == 0) continue;
        is_changed_[j] = 1;
        changed_.push_back({static_cast<std::int32_t>(j), lower[j], upper[j], error[j]});
    }
    changed_.shrink_to_fit();
}

const Limits::Changed& Limits::find(std::int32_t j) const {
    return *std::lower_bound(changed_.begin(), changed_.end(), j,
                             [](const Changed& a, std::int32_t column) { return a.column < column; });
}

Presolve::Presolve(const Problem& problem, const ByRows& rows)
    : p_(problem),
      work_(std::make_unique<Work>(Work{rows,
                                        {problem.lower.begin(), problem.lower.end()},
                                        {problem.upper.begin(), problem.upper.end()},
                                        Doubles(problem.cost.size(), 0),
                                        std::vector<std::int32_t>(problem.cost.size(), -1),
                                        std::vector<std::int32_t>(problem.cost.size(), -1),
                                        rows_of_columns(problem),
                                        std::vector<std::uint8_t>(problem.row_lower.size(), 1)})) {
    row_is_gone.assign(problem.row_lower.size(), 0);
    column_is_gone.assign(problem.cost.size(), 0);
    set(problem.lower, problem.upper);
    // What is exact first: a level that decays over many steps is known in each of them before it is next to nothing.
    run(0);
    run(1);
    finish();
}

/// Until nothing more is found. `floor`: what widths of limits are held against, beside their own size. Rows lie by
/// steps, so that one pass follows a level through all of them.
void Presolve::run(double floor) {
    bool again = look_at_columns(floor) || floor == 0;
    for (int pass = 0; again && pass < most_passes && !infeasible_; ++pass) {
        again = false;
        for (std::int32_t i = 0; i < p_.rows() && !infeasible_; ++i) again = look_at_row(i) || again;
        again = look_at_columns(floor) || again;
    }
}

void Presolve::finish() {
    for (Taken& taken : taken_) {
        if (taken.kind != Kind::limit) continue;
        taken.is_lower = work_->lower_from[at(taken.column)] == taken.row;
        taken.is_upper = work_->upper_from[at(taken.column)] == taken.row;
    }
    taken_.shrink_to_fit();
    forced_.shrink_to_fit();
    note(work_->lower, work_->upper, work_->error);
    work_.reset();
}

Presolve::Activity Presolve::activity(std::int32_t i) const {
    Activity sum;
    for (auto k = work_->rows.starts[at(i)]; k < work_->rows.starts[at(i) + 1]; ++k) {
        const std::size_t j = at(work_->rows.columns[at(k)]);
        const double a = work_->rows.values[at(k)];
        sum.error += std::abs(a) * work_->error[j];
        if (column_is_gone[j] != 0) {
            sum.fixed += a * work_->lower[j];
            sum.size = std::max(sum.size, std::abs(a * work_->lower[j]));
            sum.error += unit_roundoff * std::abs(a * work_->lower[j]);
            continue;
        }
        ++sum.count;
        sum.entry = k;
        sum.narrowest = std::min(sum.narrowest, std::abs(a) * (work_->upper[j] - work_->lower[j]));
        sum.least += a * (a > 0 ? work_->lower[j] : work_->upper[j]);
        sum.most += a * (a > 0 ? work_->upper[j] : work_->lower[j]);
    }
    return sum;
}

/// True where the row went. It comes to the same as long as none of its columns changes.
bool Presolve::look_at_row(std::int32_t i) {
    if (work_->is_to_look_at[at(i)] == 0) return false;
    work_->is_to_look_at[at(i)] = 0;
    const Activity sum = activity(i);
    const double low = p_.row_lower[at(i)] - sum.fixed, high = p_.row_upper[at(i)] - sum.fixed;
    const double near = rounding * std::max({sum.size, size_of(low), size_of(high)});
    const double certain = certain_times * near + sum.error;
    if (sum.least > high + certain || sum.most < low - certain || low > high + certain) {
        infeasible_ = true;
        return false;
    }
    if (sum.count == 0 || (sum.least >= low && sum.most <= high)) {
        take_out(i);
    } else if (sum.count == 1) {
        if (is_exact(sum)) take_limit(i, sum, low, high);
    } else if ((sum.least >= high - near || sum.most <= low + near) && sum.narrowest > 1e3 * near) {
        const bool at_least = sum.least >= high - near;
        force(i, sum, at_least, std::abs(at_least ? high - sum.least : sum.most - low));
    }
    return row_is_gone[at(i)] != 0;
}

/// Whether a limit that a row gives its last column is known to all the digits that limits are compared by. Against the
/// time, through a level that decays, what it may be off by grows with every step: such rows stay.
bool Presolve::is_exact(const Activity& sum) const {
    return sum.error <= rounding * std::max(std::abs(work_->rows.values[at(sum.entry)]), sum.size);
}

void Presolve::take_limit(std::int32_t i, const Activity& sum, double low, double high) {
    const std::int32_t column = work_->rows.columns[at(sum.entry)];
    const double a = work_->rows.values[at(sum.entry)];
    if (a < 0) std::swap(low, high);
    low /= a;
    high /= a;
    if (low > work_->lower[at(column)]) {
        work_->lower[at(column)] = low;
        work_->lower_from[at(column)] = i;
    }
    if (high < work_->upper[at(column)]) {
        work_->upper[at(column)] = high;
        work_->upper_from[at(column)] = i;
    }
    if (work_->lower_from[at(column)] == i || work_->upper_from[at(column)] == i)
        work_->error[at(column)] = std::max(work_->error[at(column)], sum.error / std::abs(a));
    taken_.push_back({.kind = Kind::limit, .row = i, .column = column, .coefficient = a});
    take_out(i);
    if (!look_at_column(at(column), 0)) look_again(at(column));
}

void Presolve::take_out(std::int32_t i) {
    row_is_gone[at(i)] = 1;
    work_->is_to_look_at[at(i)] = 0;
    for (auto k = work_->rows.starts[at(i)]; k < work_->rows.starts[at(i) + 1]; ++k)
        --work_->left[at(work_->rows.columns[at(k)])];
}

/// At the rows of a column that has changed.
void Presolve::look_again(std::size_t j) {
    for (auto k = p_.starts[j]; k < p_.starts[j + 1]; ++k) {
        const std::size_t i = at(p_.row_indices[at(k)]);
        if (row_is_gone[i] == 0) work_->is_to_look_at[i] = 1;
    }
}

/// All columns at the ends where the row comes to the least (or the most) that it can; `beyond`: by what it does not
/// quite, which any one of them may be off by.
void Presolve::force(std::int32_t i, const Activity& sum, bool at_least, double beyond) {
    Taken taken{.kind = Kind::forcing,
                .row = i,
                .begin = static_cast<std::int32_t>(forced_.size()),
                .coefficient = at_least ? 1.0 : -1.0};
    for (auto k = work_->rows.starts[at(i)]; k < work_->rows.starts[at(i) + 1]; ++k) {
        const std::size_t j = at(work_->rows.columns[at(k)]);
        if (column_is_gone[j] != 0) continue;
        forced_.emplace_back(work_->rows.columns[at(k)], work_->rows.values[at(k)]);
        work_->error[j] = std::max(work_->error[j], (sum.error + beyond) / std::abs(work_->rows.values[at(k)]));
        fix(j, (work_->rows.values[at(k)] > 0) == at_least ? work_->lower[j] : work_->upper[j]);
    }
    taken.end = static_cast<std::int32_t>(forced_.size());
    taken_.push_back(taken);
    take_out(i);
}

void Presolve::fix(std::size_t j, double value) {
    work_->lower[j] = work_->upper[j] = value;
    column_is_gone[j] = 1;
    look_again(j);
}

/// True where a column went whose rows are to be looked at.
bool Presolve::look_at_columns(double floor) {
    bool any = false;
    for (std::size_t j = 0; j < work_->lower.size(); ++j) {
        if (column_is_gone[j] != 0) continue;
        if (look_at_column(j, floor)) {
            any = true;
        } else if (work_->left[j] == 0) {
            double value = p_.cost[j] > 0 ? work_->lower[j] : p_.cost[j] < 0 ? work_->upper[j] : work_->lower[j];
            if (!std::isfinite(value)) {
                endless_ = endless_ || p_.cost[j] != 0;
                value = std::isfinite(work_->lower[j])   ? work_->lower[j]
                        : std::isfinite(work_->upper[j]) ? work_->upper[j]
                                                         : 0;
            }
            fix(j, value);
        }
    }
    return any;
}

/// True where its limits are one number, and it went.
bool Presolve::look_at_column(std::size_t j, double floor) {
    const double low = work_->lower[j], high = work_->upper[j], size = std::max(size_of(low), size_of(high));
    if (low > high + certain_times * rounding * std::max(1.0, size) + work_->error[j]) infeasible_ = true;
    if (!(high - low <= rounding * std::max(floor, size))) return false;
    work_->error[j] = std::max(work_->error[j], high - low);
    fix(j, std::isfinite(low) ? low : high);
    return true;
}

void Presolve::restore(std::vector<double>& row_dual) const {
    std::vector<double> reduced = reduced_costs(p_, row_dual);
    std::vector<std::uint8_t> is_taken(p_.row_lower.size(), 0);
    for (const Taken& taken : taken_) is_taken[at(taken.row)] = 1;
    const ByRows rows(p_, is_taken);
    for (auto taken = taken_.rbegin(); taken != taken_.rend(); ++taken) {
        const double dual =
            taken->kind == Kind::limit ? dual_of_limit(*taken, reduced) : dual_of_forcing(*taken, reduced);
        if (dual == 0) continue;
        row_dual[at(taken->row)] += dual;
        for (auto k = rows.starts[at(taken->row)]; k < rows.starts[at(taken->row) + 1]; ++k)
            reduced[at(rows.columns[at(k)])] -= rows.values[at(k)] * dual;
    }
}

/// The reduced cost of a column whose limit was a row is that row's price.
double Presolve::dual_of_limit(const Taken& taken, const std::vector<double>& reduced) {
    const double of_column = reduced[at(taken.column)];
    const bool counts = of_column > 0 ? taken.is_lower : taken.is_upper;
    return counts ? of_column / taken.coefficient : 0;
}

/// The smallest price with which every column wants to stay at its end.
double Presolve::dual_of_forcing(const Taken& taken, const std::vector<double>& reduced) const {
    double dual = 0;
    for (std::size_t k = at(taken.begin); k < at(taken.end); ++k) {
        const double asked = reduced[at(forced_[k].first)] / forced_[k].second;
        dual = taken.coefficient > 0 ? std::min(dual, asked) : std::max(dual, asked);
    }
    return dual;
}

}  // namespace gaiku::solve::staged
