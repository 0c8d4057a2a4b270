#pragma once

#include <limits>
#include <memory>
#include <optional>
#include <vector>

#include "solve/windows/year.h"

namespace gaiku::solve {

/// How many units of each size: branch and bound over the few whole numbers that are of the whole year, each node the
/// year's relaxation with limits on them. Nodes come out by rising cost.
class SizeSearch {
public:
    /// Numbers of units, and the relaxation of the year with them.
    struct Sizes {
        std::vector<double> lower, upper;  ///< of all columns; those of numbers of units are the same
        Result relaxed;
    };

    SizeSearch(const network::LinearProblem& problem, const Solvers& solvers, const Options& options,
               const Deadline& deadline);

    /// The next best numbers of units, the first of all those of least relaxed cost. Once `seconds` are over, the best
    /// node is rounded up and the rest is given up. Nothing where there is none any more.
    [[nodiscard]] std::optional<Sizes> next(double seconds);
    /// No numbers that did not come out yet have a relaxation that costs less; infinite where there are none.
    [[nodiscard]] double open_bound() const;
    /// Of the first relaxation: why there is nothing to find.
    [[nodiscard]] Status status() const { return status_; }
    [[nodiscard]] int solved() const { return solved_; }

private:
    struct Node {
        std::vector<double> lower, upper;  ///< of the whole numbers
        double bound = 0;
        std::shared_ptr<Result> relaxed{};  ///< absent: not solved yet
        [[nodiscard]] bool is_leaf() const { return lower == upper; }
    };

    bool relax(Node& node);
    std::optional<Node> branch(const Node& node);
    void split_beside(const Node& node, const std::vector<double>& numbers);
    [[nodiscard]] std::vector<double> rounded(const Node& node) const;
    [[nodiscard]] Sizes sizes(const Node& node) const;

    Problem problem_;
    const Solvers& solvers_;
    Options options_;
    const Deadline& deadline_;
    std::vector<std::int32_t> columns_;  ///< whole numbers of the whole year
    std::vector<Node> open_;
    double given_up_ = std::numeric_limits<double>::infinity();  ///< the bound of what was
    Status status_ = Status::optimal;
    int solved_ = 0;
};

/// What a linear solution proves: no solution costs less.
[[nodiscard]] double proven(const Result& linear);

}  // namespace gaiku::solve
