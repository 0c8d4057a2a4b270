#include "solve/windows/schedule.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "solve/index.h"
#include "solve/windows/dive.h"

namespace gaiku::solve {
namespace {

/// Search options of a window.
Options window_options(const Year& year, Span span, double seconds, double times = 1) {
    Options options = year.options;
    options.progress = nullptr;
    options.time_limit_s = seconds;
    options.integer_gap = 0;
    options.absolute_gap = year.allowed_gap(span, times);
    return options;
}

bool is_count(network::ColumnKind kind) {
    return kind == network::ColumnKind::start || kind == network::ColumnKind::stop;
}

/// Numbers of units on, started and stopped are whole: what a search leaves beside them would add up in later windows.
void round_counts(const Year& year, Span steps, std::vector<double>& x) {
    const auto& columns = year.written.layout().columns;
    constexpr double near = 1e-5;
    for (int t = steps.begin; t < steps.end; ++t) {
        for (std::size_t k = 0; k < columns.size(); ++k) {
            double& value = x[index(year.first_column(t)) + k];
            const double whole = std::round(value);
            if (columns[k].integer || (is_count(columns[k].kind) && std::abs(value - whole) < near)) value = whole;
        }
    }
}

}  // namespace

WindowSchedule::WindowSchedule(const Year& year, int look_ahead) : year_(year), look_ahead_(look_ahead) {
    find_shared();
    begin();
}

void WindowSchedule::find_shared() {
    const auto first = index(year_.written.structure().row_begin.back());
    const auto& rows = year_.written.layout().global_rows;
    for (std::size_t g = 0; g < rows.size(); ++g) {
        if (rows[g].steps.empty()) continue;
        const double limit = std::max(std::isfinite(rows[g].upper) ? std::abs(rows[g].upper) : 0,
                                      std::isfinite(rows[g].lower) ? std::abs(rows[g].lower) : 0);
        // Three times what it is worth, so that it is kept where it can be; for one that does not bind, what a unit of
        // it costs in the mean.
        const double worth = 3 * std::abs(year_.relaxed.row_dual[first + g]);
        const double mean = std::abs(year_.relaxed.objective) / std::max(1.0, limit);
        totals_.push_back({{static_cast<std::int32_t>(first + g), 0}, std::max(worth, mean)});
    }
}

void WindowSchedule::begin() {
    x_ = year_.relaxed.x;
    for (std::size_t j = 0; j < x_.size(); ++j)
        x_[j] = std::clamp(x_[j], year_.problem.lower[j], year_.problem.upper[j]);
    shared_.clear();
    for (const auto& [row, price] : totals_) shared_.push_back({row.row, price});
    const auto& structure = year_.written.structure();
    if (!structure.cyclic) return;
    // Before the first step is what is in the last ones: the relaxation's levels, and on for long what is mostly on.
    const auto& columns = year_.written.layout().columns;
    for (int t = std::max(0, year_.steps() - structure.reach); t < year_.steps(); ++t) {
        for (std::size_t k = 0; k < columns.size(); ++k) {
            double& value = x_[index(year_.first_column(t)) + k];
            if (columns[k].integer) value = std::round(value);
            if (is_count(columns[k].kind)) value = 0;
        }
    }
}

void WindowSchedule::begin_again(double dearer) {
    for (auto& [row, price] : totals_) price *= dearer;
    begin();
}

double WindowSchedule::cost() const {
    return std::inner_product(x_.begin(), x_.end(), year_.problem.cost.begin(), 0.0);
}

Status WindowSchedule::fix(Span window, double seconds, double looser) {
    for (int begin = window.begin;;) {
        const int end = std::min(year_.steps(), window.end + look_ahead_);
        Options options = window_options(year_, {begin, window.end}, seconds);
        options.absolute_gap *= looser;
        Status status = solve_part({begin, end}, window.end, options, begin == window.begin);
        if (status == Status::time_limit) {
            constexpr double longer = 5;
            options.time_limit_s = std::min(longer * seconds, year_.deadline.left_s());
            status = solve_part({begin, end}, window.end, options, false);
        }
        const bool longer_helps = status == Status::time_limit || status == Status::cancelled;
        const bool open_more = status != Status::optimal && !longer_helps && begin > 0 && !year_.deadline.over();
        if (!open_more) return status;
        // Opened again as far as it is long, then twice that, then from the first step on.
        const int opened = window.end - begin;
        begin = opened > 3 * window.length() ? 0 : std::max(0, begin - window.length());
    }
}

/// Optimal where something was found.
Status WindowSchedule::solve_part(Span free, int committed, const Options& options, bool dives) {
    std::vector<Role> roles(x_.size(), Role::later);
    const auto set = [&](int from, int to, Role role) {
        std::fill(roles.begin() + year_.first_column(from), roles.begin() + year_.first_column(to), role);
    };
    const auto& structure = year_.written.structure();
    set(0, free.begin, Role::held);
    if (free.begin < structure.reach && structure.cyclic)
        set(std::max(free.end, year_.steps() - structure.reach), year_.steps(), Role::held);
    set(free.begin, free.end, Role::free);
    std::fill(roles.begin() + year_.first_global(), roles.end(), Role::free);

    // What windows before this one have taken of sizes and peaks stays.
    std::vector<double> lower(year_.problem.lower.begin(), year_.problem.lower.end());
    std::vector<double> upper(year_.problem.upper.begin(), year_.problem.upper.end());
    constexpr double inexact = 1e-5;  // of the relaxation
    for (std::size_t j = index(year_.first_global()); j < x_.size(); ++j) {
        lower[j] = std::max(lower[j], x_[j] - inexact * (1 + std::abs(x_[j])));
        if (year_.problem.cost[j] < 0) upper[j] = std::min(upper[j], x_[j] + inexact * (1 + std::abs(x_[j])));
    }
    std::vector<std::uint8_t> integer(year_.problem.integer.begin(), year_.problem.integer.end());
    std::fill(integer.begin() + year_.first_column(committed), integer.begin() + year_.first_global(), std::uint8_t{0});
    Problem whole = year_.problem;
    whole.lower = lower;
    whole.upper = upper;
    whole.integer = integer;
    const Part part(whole, {roles, x_, year_.relaxed.row_dual, shared_, year_.first_global()});
    if (dives) {
        const DiveLimits limits{options.absolute_gap, options.time_limit_s};
        if (const auto found = dive(year_, part, {free.begin, committed}, x_, limits)) {
            commit(part, *found, committed);
            return Status::optimal;
        }
    }
    const Result found = solve(part.problem(), year_.solvers, options);
    const bool searched = found.status == Status::optimal || found.status == Status::time_limit;
    if (!searched || found.x.empty()) return found.status;
    commit(part, found.x, committed);
    return Status::optimal;
}

/// Takes over what is fixed and the sizes; what lies ahead stays as the relaxation has it.
void WindowSchedule::commit(const Part& part, const std::vector<double>& found, int committed) {
    std::vector<double> with = x_;
    part.put_back(found, with);
    round_counts(year_, {0, committed}, with);
    std::copy(with.begin(), with.begin() + year_.first_column(committed), x_.begin());
    std::copy(with.begin() + year_.first_global(), with.end(), x_.begin() + year_.first_global());
}

namespace {

/// Limits of capacities from the rows of steps that are held, each with one capacity.
class HeldLimits {
public:
    HeldLimits(const Year& year, const std::vector<Role>& roles, const std::vector<double>& x)
        : p_(year.problem),
          first_global_(index(year.first_global())),
          known_(p_.row_lower.size(), 0.0),
          of_steps_(p_.row_lower.size(), 0),
          free_(p_.row_lower.size(), 0),
          globals_(p_.row_lower.size(), 0) {
        for (std::size_t j = 0; j < first_global_; ++j) {
            for (auto k = p_.starts[j]; k < p_.starts[j + 1]; ++k) {
                const std::size_t row = index(p_.row_indices[index(k)]);
                of_steps_[row] = 1;
                known_[row] += p_.values[index(k)] * x[j];
                if (roles[j] == Role::free) free_[row] = 1;
            }
        }
        for (std::size_t j = first_global_; j < p_.cost.size(); ++j) {
            for (auto k = p_.starts[j]; k < p_.starts[j + 1]; ++k) ++globals_[index(p_.row_indices[index(k)])];
        }
    }

    /// Narrows the limits of a capacity; what cannot be said with one of it alone holds it where it is.
    void narrow(std::size_t column, double now, double& lower, double& upper) const {
        for (auto k = p_.starts[column]; k < p_.starts[column + 1]; ++k) {
            const std::size_t row = index(p_.row_indices[index(k)]);
            if (of_steps_[row] == 0 || free_[row] != 0) continue;
            if (globals_[row] > 1) {
                lower = upper = now;
                return;
            }
            const double value = p_.values[index(k)];
            double low = (p_.row_lower[row] - known_[row]) / value, high = (p_.row_upper[row] - known_[row]) / value;
            if (value < 0) std::swap(low, high);
            lower = std::max(lower, low);
            upper = std::min(upper, high);
        }
        lower = std::min(lower, now);
        upper = std::max(upper, now);
    }

private:
    const Problem& p_;
    std::size_t first_global_;
    std::vector<double> known_;
    std::vector<std::uint8_t> of_steps_, free_;
    std::vector<int> globals_;
};

}  // namespace

double improve(const Year& year, Span free, double seconds, double times, std::vector<double>& x) {
    std::vector<Role> roles(x.size(), Role::held);
    std::fill(roles.begin() + year.first_column(free.begin), roles.begin() + year.first_column(free.end), Role::free);
    std::fill(roles.begin() + year.first_global(), roles.end(), Role::free);
    std::vector<double> lower(year.problem.lower.begin(), year.problem.lower.end());
    std::vector<double> upper(year.problem.upper.begin(), year.problem.upper.end());
    const HeldLimits held(year, roles, x);
    for (std::size_t j = index(year.first_global()); j < x.size(); ++j) held.narrow(j, x[j], lower[j], upper[j]);
    Problem whole = year.problem;
    whole.lower = lower;
    whole.upper = upper;
    const Part part(whole, {roles, x, year.relaxed.row_dual, {}, year.first_global()});
    Problem problem = part.problem();
    const std::vector<double> start = part.taken_from(x);
    problem.start = start;
    double before = 0;
    for (std::size_t k = 0; k < start.size(); ++k) before += problem.cost[k] * start[k];
    const Result found = solve(problem, year.solvers, window_options(year, free, seconds, times));
    const bool searched = found.status == Status::optimal || found.status == Status::time_limit;
    const double enough = 0.1 * year.allowed_gap(free, times);
    if (!searched || found.x.empty() || found.objective > before - enough) return 0;
    part.put_back(found.x, x);
    round_counts(year, free, x);
    return before - found.objective;
}

}  // namespace gaiku::solve
