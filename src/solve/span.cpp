#include "solve/span.h"

#include <algorithm>
#include <cmath>

#include "solve/index.h"

namespace gaiku::solve {
namespace {

using namespace network;

/// What must run or stay in a store gives way after a demand.
constexpr double weight_of_last = 10;

}  // namespace

SpanProblem::SpanProblem(const Network& network, std::vector<SpanDemand> demands, int steps)
    : network_(network),
      layout_(network),
      demands_(std::move(demands)),
      steps_(steps),
      columns_per_step_(layout_.columns.size()),
      row_of_balance_(network.balances().size(), -1) {
    for (std::size_t r = 0; r < layout_.rows.size(); ++r) {
        const StepRow& row = layout_.rows[r];
        if (!keeps(row)) continue;
        if (row.kind == RowKind::balance) row_of_balance_[index(row.element)] = static_cast<std::int32_t>(rows_.size());
        rows_.push_back(r);
    }
    has_on_off_ = std::any_of(layout_.columns.begin(), layout_.columns.end(), [](const auto& c) { return c.integer; });
}

bool SpanProblem::keeps(const StepRow& row) const {
    switch (row.kind) {
        case RowKind::balance:
        case RowKind::segment:
        case RowKind::store:
        case RowKind::lower_limit:
        case RowKind::upper_limit:
        case RowKind::ramp_up:
        case RowKind::ramp_down:
        case RowKind::online:
            return true;
        default:
            return false;
    }
}

double SpanProblem::value(const StepValue& value, int step) const {
    double number = value.factor;
    if (value.series >= 0) number *= network_.series({value.series})[static_cast<std::size_t>(step)];
    if (value.derived >= 0) number *= layout_.derived[index(value.derived)][static_cast<std::size_t>(step)];
    return number;
}

void SpanProblem::begin(int first) {
    first_ = first;
    entries_.clear();
    by_capacity_.clear();
    by_level_.clear();
    limits_.clear();
    row_lower_.clear();
    row_upper_.clear();
    write_columns();
    for (int k = 0; k < steps_; ++k) {
        for (std::size_t i = 0; i < rows_.size(); ++i) write_row(i, k);
    }
    write_matrix();
}

void SpanProblem::write_columns() {
    cost_.clear();
    lower_.clear();
    upper_.clear();
    integer_.clear();
    for (int k = 0; k < steps_; ++k) {
        const int t = (first_ + k) % network_.horizon().steps();
        for (const StepColumn& column : layout_.columns) {
            cost_.push_back(0);
            lower_.push_back(value(column.lower, t));
            upper_.push_back(value(column.upper, t));
            integer_.push_back(column.integer ? 1 : 0);
        }
        integer_.resize(integer_.size() + 2 * demands_.size());
        for (const SpanDemand& demand : demands_) {
            cost_.push_back((demand.first_to_lack ? 1 : weight_of_last) * network_.horizon().hours(t));  // missing
            lower_.push_back(0);
            upper_.push_back(unlimited);
            cost_.push_back(0);  // beyond what must be met
            lower_.push_back(0);
            upper_.push_back(std::max(0.0, network_.at(demand.extra, t)));
        }
    }
}

void SpanProblem::write_row(std::size_t kept, int k) {
    const StepRow& row = layout_.rows[rows_[kept]];
    const int t = (first_ + k) % network_.horizon().steps();
    const auto at = static_cast<std::int32_t>(row_lower_.size());
    const auto width = static_cast<std::int32_t>(columns_per_step_ + 2 * demands_.size());
    row_lower_.push_back(value(row.lower, t));
    row_upper_.push_back(value(row.upper, t));
    const bool ramp = row.kind == RowKind::ramp_up || row.kind == RowKind::ramp_down;
    if (ramp && k == 0) {  // an outage is a jolt
        row_lower_.back() = -unlimited;
        row_upper_.back() = unlimited;
        return;
    }
    for (const StepEntry& entry : row.before) {
        if (k > 0) {
            entries_.push_back({at, (k - 1) * width + entry.index, value(entry.value, t)});
        } else {
            by_level_.push_back({at, row.element, value(entry.value, t)});
        }
    }
    for (const StepEntry& entry : row.own) entries_.push_back({at, k * width + entry.index, value(entry.value, t)});
    for (const StepEntry& entry : row.globals) by_capacity_.push_back({at, entry.index, value(entry.value, t)});
    if (row.kind == RowKind::balance) {
        for (std::size_t d = 0; d < demands_.size(); ++d) {
            if (demands_[d].balance.index != row.element) continue;
            const auto missing = k * width + static_cast<std::int32_t>(columns_per_step_ + 2 * d);
            entries_.push_back({at, missing, 1});
            entries_.push_back({at, missing + 1, -1});
        }
    }
    if (row.kind == RowKind::upper_limit && row.own.size() == 1)
        limits_.push_back({at, k * width + row.own.front().index, 1});
    if (row.kind == RowKind::lower_limit) add_slack(at, weight_of_last * network_.horizon().hours(t));
}

void SpanProblem::add_slack(std::int32_t row, double weight) {
    entries_.push_back({row, static_cast<std::int32_t>(cost_.size()), 1});
    cost_.push_back(weight);
    lower_.push_back(0);
    upper_.push_back(unlimited);
}

/// From entries by rows to columns; two entries of a row in one column are their sum.
void SpanProblem::write_matrix() {
    const std::size_t columns = cost_.size();
    starts_.assign(columns + 1, 0);
    for (const Entry& entry : entries_) ++starts_[index(entry.of) + 1];
    for (std::size_t j = 0; j < columns; ++j) starts_[j + 1] += starts_[j];
    indices_.resize(entries_.size());
    values_.resize(entries_.size());
    std::vector<std::int32_t> next(starts_.begin(), starts_.end() - 1);
    for (const Entry& entry : entries_) {
        const auto at = index(next[index(entry.of)]++);
        indices_[at] = entry.row;
        values_[at] = entry.value;
    }
    std::int32_t kept = 0;
    for (std::size_t j = 0; j < columns; ++j) {
        const auto begin = starts_[j], end = starts_[j + 1];
        starts_[j] = kept;
        for (auto i = begin; i < end; ++i) {
            if (kept > starts_[j] && indices_[index(kept - 1)] == indices_[index(i)]) {
                values_[index(kept - 1)] += values_[index(i)];
            } else {
                indices_[index(kept)] = indices_[index(i)];
                values_[index(kept++)] = values_[index(i)];
            }
        }
    }
    starts_[columns] = kept;
    indices_.resize(index(kept));
    values_.resize(index(kept));
}

SpanProblem::Sides SpanProblem::sides(std::span<const double> levels, std::span<const double> sizes) const {
    Sides is{upper_, row_lower_, row_upper_};
    std::vector<double>&upper = is.upper, &low = is.row_lower, &high = is.row_upper;
    const auto shift = [&](const Entry& entry, double by) {
        low[index(entry.row)] -= entry.value * by;
        high[index(entry.row)] -= entry.value * by;
    };
    for (const Entry& entry : by_capacity_) shift(entry, sizes[index(entry.of)]);
    for (const Entry& entry : by_level_) shift(entry, levels[index(entry.of)]);
    // A limit by a size is one of the column: simplex has half of the rows then.
    for (const Entry& limit : limits_) {
        upper[index(limit.of)] = std::min(upper[index(limit.of)], high[index(limit.row)]);
        high[index(limit.row)] = unlimited;
    }
    return is;
}

SpanProblem::Outcome SpanProblem::solve(std::span<const double> levels, std::span<const double> sizes, Solver& solver,
                                        const Options& options) {
    const auto [upper, low, high] = sides(levels, sizes);
    Problem problem{starts_, indices_, values_, cost_, lower_, upper, low, high, {}, nullptr};
    const Change change{.limits = true, .coefficients = true};
    Result result = solved_ ? solver.solve_again(problem, change, options) : solver.solve(problem, options);
    solved_ = true;
    Outcome outcome;
    outcome.status = result.status;
    if (result.status != Status::optimal) return outcome;
    outcome.missing = result.objective;
    outcome.prices = std::move(result.row_dual);
    outcome.x = std::move(result.x);
    for (const Entry& limit : limits_)
        outcome.prices[index(limit.row)] = std::min(0.0, result.reduced_cost[index(limit.of)]);
    // A price of a side that is not there is a solver's rounding.
    for (std::size_t i = 0; i < outcome.prices.size(); ++i) {
        double& price = outcome.prices[i];
        if (std::isinf(price > 0 ? row_lower_[i] : row_upper_[i])) price = 0;
    }
    return outcome;
}

SpanProblem::Outcome SpanProblem::solve_on_off(std::span<const double> levels, std::span<const double> sizes,
                                               double enough, Solver& solver, const Options& options) {
    const auto [upper, low, high] = sides(levels, sizes);
    std::vector<std::uint8_t> integer = integer_;
    integer.resize(cost_.size());
    Options search = options;
    search.integer_gap = 0;
    search.absolute_gap = enough / 2;  // what it leaves open lies on one side of `enough` or within its half
    const Result result =
        solver.solve({starts_, indices_, values_, cost_, lower_, upper, low, high, integer, nullptr}, search);
    const bool found = !result.x.empty() && std::isfinite(result.objective);
    Outcome outcome;
    outcome.status = found && result.status == Status::time_limit ? Status::optimal : result.status;
    outcome.missing = result.objective;
    outcome.x = result.x;
    return outcome;
}

void SpanProblem::hold(const std::vector<double>& x) {
    constexpr double whole_within = 1e-6;
    for (std::size_t j = 0; j < integer_.size(); ++j) {
        if (integer_[j] != 0) lower_[j] = upper_[j] = std::clamp(std::ceil(x[j] - whole_within), lower_[j], upper_[j]);
    }
    // Else the worth of a number that is held would count as that of how many there are.
    std::erase_if(limits_, [&](const Entry& limit) {
        return index(limit.of) < integer_.size() && integer_[index(limit.of)] != 0;
    });
}

std::optional<Window> SpanProblem::condition(const SpanPrices& prices) const {
    // Of 1, the price of a missing kWh: a solver's rounding. Times some 10^4 kW it is 1e-5 kWh.
    constexpr double rounding = 1e-9;
    Window window;
    window.first = first_;
    for (std::size_t i = 0; i < prices.size(); ++i) {
        if (prices[i] == 0) continue;
        const double side = prices[i] > 0 ? row_lower_[i] : row_upper_[i];
        if (std::isinf(side)) return std::nullopt;
        window.at_least += prices[i] * side;
    }
    for (std::size_t j = 0; j < cost_.size(); ++j) {
        double reduced = cost_[j];
        for (auto e = starts_[j]; e < starts_[j + 1]; ++e)
            reduced -= prices[index(indices_[index(e)])] * values_[index(e)];
        if (std::abs(reduced) <= rounding) continue;
        const double limit = reduced > 0 ? lower_[j] : upper_[j];
        if (std::isinf(limit)) return std::nullopt;
        window.at_least += reduced * limit;
    }
    std::vector<double> of_capacity(network_.capacities().size()), of_store(network_.stores().size());
    for (const Entry& entry : by_capacity_) of_capacity[index(entry.of)] += prices[index(entry.row)] * entry.value;
    for (const Entry& entry : by_level_) of_store[index(entry.of)] += prices[index(entry.row)] * entry.value;
    for (std::size_t c = 0; c < of_capacity.size(); ++c) {
        if (std::abs(of_capacity[c]) > rounding)
            window.capacities.push_back({CapacityId{static_cast<std::int32_t>(c)}, of_capacity[c]});
    }
    for (std::size_t s = 0; s < of_store.size(); ++s) {
        if (std::abs(of_store[s]) > rounding)
            window.levels.push_back({StoreId{static_cast<std::int32_t>(s)}, of_store[s]});
    }
    return window;
}

double SpanProblem::broken(const Window& window, std::span<const double> levels, std::span<const double> sizes) {
    double sum = window.at_least;
    for (const Window::Level& level : window.levels) sum -= level.coefficient * levels[level.store.at()];
    for (const Tie::Part& part : window.capacities) sum -= part.coefficient * sizes[part.capacity.at()];
    return sum;
}

double SpanProblem::missing_kw(const Outcome& outcome, std::size_t d, int k) const {
    const std::size_t width = columns_per_step_ + 2 * demands_.size();
    return outcome.x[static_cast<std::size_t>(k) * width + columns_per_step_ + 2 * d];
}

double SpanProblem::price(const SpanPrices& prices, std::size_t d, int k) const {
    const auto row = row_of_balance_[demands_[d].balance.at()];
    return prices[static_cast<std::size_t>(k) * rows_.size() + index(row)];
}

}  // namespace gaiku::solve
