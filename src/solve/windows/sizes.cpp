#include "solve/windows/sizes.h"

#include <algorithm>
#include <cmath>
#include <limits>

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
                       const Deadline& deadline)
    : problem_(view(problem)), solvers_(solvers), options_(options), deadline_(deadline) {
    options_.tolerance = std::max(options.tolerance, relaxed_tolerance);
    const auto& structure = problem.structure();
    for (std::int32_t j = structure.steps * structure.columns_per_step; j < problem_.columns(); ++j) {
        if (problem_.integer[static_cast<std::size_t>(j)] != 0) columns_.push_back(j);
    }
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

/// False: it has no solution.
bool SizeSearch::relax(Node& node) {
    const Sizes limits = sizes(node);
    Problem problem = problem_;
    problem.lower = limits.lower;
    problem.upper = limits.upper;
    Options options = options_;
    options.time_limit_s = deadline_.left_s();
    Result relaxed = solve(problem, solvers_, options);
    if (solved_++ == 0) status_ = relaxed.status;
    if (relaxed.status == Status::infeasible) return false;
    if (relaxed.status != Status::optimal) {
        given_up_ = std::min(given_up_, node.bound);
        return false;
    }
    node.bound = std::max(node.bound, proven(relaxed));
    node.relaxed = std::make_shared<Result>(std::move(relaxed));
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

std::optional<SizeSearch::Sizes> SizeSearch::next(double seconds) {
    const double until = deadline_.passed_s() + seconds;
    while (!open_.empty() && !deadline_.over()) {
        const auto best = std::min_element(open_.begin(), open_.end(),
                                           [](const Node& a, const Node& b) { return a.bound < b.bound; });
        Node node = std::move(*best);
        open_.erase(best);
        if (!node.relaxed) {
            if (relax(node)) open_.push_back(std::move(node));
            continue;
        }
        if (node.is_leaf()) return sizes(node);
        if (deadline_.passed_s() > until) {
            const std::vector<double> numbers = rounded(node);
            given_up_ = std::min(given_up_, node.bound);
            Node leaf{numbers, numbers, node.bound};
            if (relax(leaf)) return sizes(leaf);
            continue;
        }
        if (const auto leaf = branch(node)) return sizes(*leaf);
    }
    return std::nullopt;
}

}  // namespace gaiku::solve
