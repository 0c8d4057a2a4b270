#include "solve/windows/sizes.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "solve/index.h"
#include "solve/turn_over.h"

namespace gaiku::solve {
namespace {

/// What an interior solution leaves beside a whole number.
constexpr double whole_within = 1e-4;

/// Prices and a bound need no more digits than a gap does.
constexpr double relaxed_tolerance = 1e-6;

}  // namespace

double proven(const Result& linear) {
    return linear.objective - linear.gap * (1 + std::abs(linear.objective));
}

SizeSearch::SizeSearch(const network::LinearProblem& problem, const Solvers& solvers, const Options& options,
                       const Deadline& deadline, std::function<void()> told)
    : problem_(view(problem)),
      values_(problem_.values.begin(), problem_.values.end()),
      solvers_(solvers),
      options_(options),
      deadline_(deadline),
      columns_(numbers_of_a_year(problem)),
      told_(std::move(told)),
      solver_(std::move(solvers(problem_.columns()).front())) {
    problem_.values = values_;
    if (told_) options_.progress = nullptr;
    first_.status = Status::optimal;
    options_.tolerance = std::max(options.tolerance, relaxed_tolerance);
    problem_.integer = {};
    std::vector<double> lower, upper;
    for (const std::int32_t j : columns_) {
        lower.push_back(std::ceil(problem_.lower[static_cast<std::size_t>(j)] - whole_within));
        upper.push_back(std::floor(problem_.upper[static_cast<std::size_t>(j)] + whole_within));
    }
    open_.push_back({std::move(lower), std::move(upper), -std::numeric_limits<double>::infinity()});
}

SizeSearch::Sizes SizeSearch::sizes(const Node& node) const {
    Sizes result;
    result.lower.assign(problem_.lower.begin(), problem_.lower.end());
    result.upper.assign(problem_.upper.begin(), problem_.upper.end());
    for (std::size_t k = 0; k < columns_.size(); ++k) {
        result.lower[static_cast<std::size_t>(columns_[k])] = node.lower[k];
        result.upper[static_cast<std::size_t>(columns_[k])] = node.upper[k];
    }
    if (node.relaxed) result.relaxed = *node.relaxed;
    return result;
}

Result SizeSearch::solve_with(const Sizes& limits) {
    Problem problem = problem_;
    problem.lower = limits.lower;
    problem.upper = limits.upper;
    Options options = options_;
    options.time_limit_s = deadline_.left_s();
    Result result =
        !fresh_ ? solver_->solve_again(problem, {.limits = true}, options) : solver_->solve(problem, options);
    if (result.status == Status::imprecise || result.status == Status::failed)
        result = solve(problem, solvers_, options);
    fresh_ = false;
    if (solved_++ == 0) first_ = result;
    if (told_) told_();
    return result;
}

/// False: it has no solution.
bool SizeSearch::relax(Node& node) {
    Result relaxed = solve_with(sizes(node));
    if (relaxed.status == Status::infeasible) return false;
    if (relaxed.status != Status::optimal) {
        given_up_ = std::min(given_up_, node.bound);
        return false;
    }
    node.bound = std::max(node.bound, proven(relaxed));
    node.relaxed = std::make_shared<Result>(std::move(relaxed));
    return true;
}

bool SizeSearch::begin() {
    if (!open_.front().relaxed && relax(open_.front())) return true;
    open_.clear();
    return false;
}

std::vector<double> SizeSearch::rounded_by_cost() const {
    const Node& node = open_.front();
    std::vector<double> numbers = rounded(node);
    for (std::size_t k = 0; k < columns_.size(); ++k) {
        if (problem_.cost[index(columns_[k])] == 0) numbers[k] = std::floor(first_.x[index(columns_[k])]);
        numbers[k] = std::clamp(numbers[k], node.lower[k], node.upper[k]);
    }
    return numbers;
}

Result SizeSearch::with(const std::vector<double>& numbers) {
    return solve_with(sizes({numbers, numbers, 0}));
}

bool SizeSearch::is_yes_or_no(std::size_t column) const {
    return problem_.lower[column] == 0 && problem_.upper[column] == 1 && problem_.cost[column] == 0;
}

/// A row `held` - most x `yes` <= 0 and nothing else.
struct SizeSearch::Hold {
    std::size_t number = 0;  ///< in columns_
    std::size_t entry = 0;   ///< of `most` among the values
    std::size_t held = 0;    ///< column
};

std::vector<SizeSearch::Hold> SizeSearch::holds() const {
    std::vector<int> entries(index(problem_.rows()), 0);
    std::vector<std::size_t> column_of(index(problem_.rows()), 0);  // with a 1, the last
    for (std::size_t j = 0; j < problem_.cost.size(); ++j) {
        for (auto e = index(problem_.starts[j]); e < index(problem_.starts[j + 1]); ++e) {
            const std::size_t row = index(problem_.row_indices[e]);
            ++entries[row];
            if (problem_.values[e] == 1) column_of[row] = j;
        }
    }
    std::vector<Hold> all;
    for (std::size_t k = 0; k < columns_.size(); ++k) {
        const std::size_t j = index(columns_[k]);
        for (auto e = index(problem_.starts[j]); is_yes_or_no(j) && e < index(problem_.starts[j + 1]); ++e) {
            const std::size_t row = index(problem_.row_indices[e]);
            const bool holds = entries[row] == 2 && problem_.row_upper[row] == 0 && problem_.values[e] < 0 &&
                               !std::isfinite(problem_.row_lower[row]);
            if (holds) all.push_back({k, e, column_of[row]});
        }
    }
    return all;
}

void SizeSearch::limit(const Hold& hold, Node& root) {
    Sizes limits = sizes(root);
    limits.lower[index(columns_[hold.number])] = 1;
    std::vector<double> cost(problem_.cost.size(), 0.0);
    cost[hold.held] = -1;
    Problem problem = problem_;
    problem.cost = cost;
    problem.lower = limits.lower;
    problem.upper = limits.upper;
    const Result result = solve(problem, solvers_, options_);
    ++solved_;
    if (told_) told_();
    if (result.status == Status::infeasible) root.upper[hold.number] = 0;
    if (result.status != Status::optimal) return;
    double& most = values_[hold.entry];  // negative
    const double spare = relaxed_tolerance * -most;
    most = -std::min(-most, std::max(0.0, -proven(result)) + spare);
}

bool SizeSearch::must_be_yes(std::size_t number, const Node& root, double worth_looking) {
    Sizes limits = sizes(root);
    limits.upper[index(columns_[number])] = 0;
    const Result no = solve_with(limits);
    return no.status == Status::infeasible || (no.status == Status::optimal && proven(no) >= worth_looking);
}

void SizeSearch::tighten(double seconds, double worth_looking) {
    const double until = deadline_.passed_s() + seconds;
    Node root = open_.front();
    const std::vector<Hold> all = holds();
    const auto over = [&] { return deadline_.passed_s() > until || deadline_.over(); };
    for (const Hold& hold : all) {
        if (!over()) limit(hold, root);
    }
    solver_ = std::move(solvers_(problem_.columns()).front());
    fresh_ = true;
    for (bool found = true; found;) {
        found = false;
        for (const Hold& hold : all) {
            const std::size_t k = hold.number;
            if (over() || root.lower[k] == root.upper[k] || !must_be_yes(k, root, worth_looking)) continue;
            root.lower[k] = 1;
            found = true;
        }
    }
    root.relaxed = nullptr;
    open_ = {std::move(root)};
}

bool SizeSearch::turn_over(std::span<const double> x, std::vector<double>& numbers) const {
    std::vector<double> with(x.begin(), x.end());
    for (std::size_t k = 0; k < columns_.size(); ++k) with[index(columns_[k])] = numbers[k];
    if (!solve::turn_over(problem_, columns_, with)) return false;
    for (std::size_t k = 0; k < columns_.size(); ++k) numbers[k] = with[index(columns_[k])];
    return true;
}

double SizeSearch::open_bound() const {
    double least = given_up_;
    for (const Node& node : open_) least = std::min(least, node.bound);
    return least;
}

std::vector<double> SizeSearch::rounded(const Node& node) const {
    std::vector<double> numbers;
    for (std::size_t k = 0; k < columns_.size(); ++k) {
        const double value = node.relaxed->x[static_cast<std::size_t>(columns_[k])];
        const bool whole = std::abs(value - std::round(value)) < whole_within;
        numbers.push_back(std::clamp(whole ? std::round(value) : std::ceil(value), node.lower[k], node.upper[k]));
    }
    return numbers;
}

/// Opens what is in a node beside one combination of numbers, so that nothing is met twice.
void SizeSearch::split_beside(const Node& node, const std::vector<double>& numbers) {
    std::vector<double> lower = node.lower, upper = node.upper;
    for (std::size_t k = 0; k < numbers.size(); ++k) {
        const double low = lower[k], high = upper[k];
        if (low < numbers[k]) {
            upper[k] = numbers[k] - 1;
            open_.push_back({lower, upper, node.bound});
        }
        if (high > numbers[k]) {
            lower[k] = numbers[k] + 1;
            upper[k] = high;
            open_.push_back({lower, upper, node.bound});
        }
        lower[k] = upper[k] = numbers[k];
    }
}

/// On the number that is furthest from a whole one. Where all are whole, they come out at once.
std::optional<SizeSearch::Node> SizeSearch::branch(const Node& node) {
    const auto value = [&](std::size_t k) { return node.relaxed->x[static_cast<std::size_t>(columns_[k])]; };
    std::size_t furthest = 0;
    const auto from_whole = [&](std::size_t k) { return std::abs(value(k) - std::round(value(k))); };
    for (std::size_t k = 1; k < columns_.size(); ++k) {
        if (from_whole(k) > from_whole(furthest)) furthest = k;
    }
    if (from_whole(furthest) < whole_within) {
        const std::vector<double> numbers = rounded(node);
        split_beside(node, numbers);
        Node leaf{numbers, numbers, node.bound};
        if (relax(leaf)) return leaf;
        return std::nullopt;
    }
    std::vector<double> upper = node.upper, lower = node.lower;
    upper[furthest] = std::floor(value(furthest));
    lower[furthest] = std::ceil(value(furthest));
    open_.push_back({node.lower, std::move(upper), node.bound});
    open_.push_back({std::move(lower), node.upper, node.bound});
    return std::nullopt;
}

std::optional<SizeSearch::Sizes> SizeSearch::next(double seconds, const std::function<double()>& worth_looking) {
    const double until = deadline_.passed_s() + seconds;
    while (!open_.empty() && !deadline_.over()) {
        const auto best = std::min_element(open_.begin(), open_.end(),
                                           [](const Node& a, const Node& b) { return a.bound < b.bound; });
        if (worth_looking && best->bound >= worth_looking()) return std::nullopt;
        Node node = std::move(*best);
        open_.erase(best);
        if (!node.relaxed) {
            if (relax(node)) open_.push_back(std::move(node));
            continue;
        }
        if (node.is_leaf()) return sizes(node);
        if (deadline_.passed_s() > until) {
            const std::vector<double> numbers = rounded(node);
            split_beside(node, numbers);
            Node leaf{numbers, numbers, node.bound};
            if (relax(leaf)) return sizes(leaf);
            continue;
        }
        if (const auto leaf = branch(node)) return sizes(*leaf);
    }
    return std::nullopt;
}

}  // namespace gaiku::solve
