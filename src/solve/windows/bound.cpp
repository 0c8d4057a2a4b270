#include "solve/windows/bound.h"

#include <algorithm>
#include <cmath>

#include "solve/index.h"
#include "solve/residuals.h"

namespace gaiku::solve {
namespace {

/// What a dual contributes; one that leans on no limit is a residual of the solver.
double contribution(double dual, double lower, double upper) {
    const double limit = dual > 0 ? lower : upper;
    return dual == 0 || !std::isfinite(limit) ? 0 : dual * limit;
}

}  // namespace

WindowBound::WindowBound(const Year& year, std::vector<Span> windows)
    : year_(year), windows_(std::move(windows)), dual_(year.relaxed.row_dual) {
    for (std::size_t w = 0; w < windows_.size(); ++w)
        window_of_step_.insert(window_of_step_.end(), index(windows_[w].length()), static_cast<int>(w));
    const Problem& p = year_.problem;
    for (std::size_t i = 0; i < dual_.size(); ++i) {
        if (!std::isfinite(dual_[i] > 0 ? p.row_lower[i] : p.row_upper[i])) dual_[i] = 0;
    }
    raised_.assign(windows_.size(), 0);
    place_rows();
    share_globals();
    sum_duals();
}

void WindowBound::place_rows() {
    const Problem& p = year_.problem;
    window_of_row_.assign(p.row_lower.size(), between_capacities);
    for (int t = 0; t < year_.steps(); ++t) {
        const int window = window_of_step_[index(t)];
        for (auto k = p.starts[index(year_.first_column(t))]; k < p.starts[index(year_.first_column(t + 1))]; ++k) {
            int& of = window_of_row_[index(p.row_indices[index(k)])];
            if (of == between_capacities) of = window;
            if (of != window) of = linking;
        }
    }
}

/// A capacity costs in a window what it is worth there. What is left of its cost is shared by all.
void WindowBound::share_globals() {
    const Problem& p = year_.problem;
    const std::size_t globals = p.cost.size() - index(year_.first_global());
    global_cost_.assign(windows_.size(), std::vector<double>(globals, 0.0));
    for (std::size_t g = 0; g < globals; ++g) {
        const std::size_t j = index(year_.first_global()) + g;
        double rest = p.cost[j];
        for (auto k = p.starts[j]; k < p.starts[j + 1]; ++k) {
            const std::size_t row = index(p.row_indices[index(k)]);
            if (window_of_row_[row] == between_capacities) continue;
            const double worth = p.values[index(k)] * dual_[row];
            rest -= worth;
            if (window_of_row_[row] >= 0) global_cost_[index(window_of_row_[row])][g] += worth;
        }
        for (auto& costs : global_cost_) costs[g] += rest / static_cast<double>(windows_.size());
    }
}

/// The dual objective of the relaxation, each window's part apart.
void WindowBound::sum_duals() {
    const Problem& p = year_.problem;
    bound_of_.assign(windows_.size(), 0.0);
    double shared = 0;
    for (std::size_t i = 0; i < dual_.size(); ++i) {
        const double value = contribution(dual_[i], p.row_lower[i], p.row_upper[i]);
        if (window_of_row_[i] >= 0) bound_of_[index(window_of_row_[i])] += value;
        if (window_of_row_[i] == linking) bound_ += value;
        if (window_of_row_[i] == between_capacities) shared += value;
    }
    const std::vector<double> reduced = reduced_costs(p, dual_);
    for (std::size_t j = 0; j < reduced.size(); ++j) {
        const double value = contribution(reduced[j], p.lower[j], p.upper[j]);
        const bool global = j >= index(year_.first_global());
        if (global) shared += value;
        if (!global) bound_of_[index(window_of_step_[j / index(year_.written.structure().columns_per_step)])] += value;
    }
    for (double& of : bound_of_) {
        of += shared / static_cast<double>(windows_.size());
        bound_ += of;
    }
}

std::vector<double> WindowBound::costs(std::size_t window) const {
    std::vector<double> costs(year_.problem.cost.begin(), year_.problem.cost.end());
    std::copy(global_cost_[window].begin(), global_cost_[window].end(), costs.begin() + year_.first_global());
    return costs;
}

Part WindowBound::part(std::size_t window) const {
    std::vector<Role> roles(year_.problem.cost.size(), Role::later);
    std::fill(roles.begin() + year_.first_column(windows_[window].begin),
              roles.begin() + year_.first_column(windows_[window].end), Role::free);
    std::fill(roles.begin() + year_.first_global(), roles.end(), Role::free);
    const std::vector<double> costs = this->costs(window);
    Problem whole = year_.problem;
    whole.cost = costs;
    return {whole, {roles, year_.relaxed.x, dual_, {}, year_.first_global()}};
}

double WindowBound::bound() const {
    const std::lock_guard lock(mutex_);
    return bound_;
}

bool WindowBound::is_raised(std::size_t window) const {
    const std::lock_guard lock(mutex_);
    return raised_[window] != 0;
}

void WindowBound::raise(std::size_t window, double seconds, double times) {
    {
        const std::lock_guard lock(mutex_);
        raised_[window] = 1;
    }
    const Part part = this->part(window);
    if (part.problem().integer.empty()) return;
    Options options = year_.options;
    options.progress = nullptr;
    options.time_limit_s = seconds;
    options.integer_gap = 0;
    options.absolute_gap = year_.allowed_gap(windows_[window], times);
    const Result result = solve(part.problem(), year_.solvers, options);
    const bool searched = result.status == Status::optimal || result.status == Status::time_limit;
    if (!searched || !std::isfinite(result.bound)) return;
    // What a search takes for the same.
    const double bound = result.bound - options.tolerance * std::abs(result.bound) + part.offset();
    const std::lock_guard lock(mutex_);
    bound_ += std::max(0.0, bound - bound_of_[window]);
    bound_of_[window] = std::max(bound_of_[window], bound);
}

double WindowBound::above(std::size_t window, const std::vector<double>& x) const {
    const Part part = this->part(window);
    const std::vector<double> taken = part.taken_from(x);
    double cost = part.offset();
    for (std::size_t k = 0; k < taken.size(); ++k) cost += part.problem().cost[k] * taken[k];
    const std::lock_guard lock(mutex_);
    return cost - bound_of_[window];
}

}  // namespace gaiku::solve
