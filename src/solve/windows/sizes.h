#pragma once

#include <functional>
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

    /// `told`: after every relaxation.
    SizeSearch(const network::LinearProblem& problem, const Solvers& solvers, const Options& options,
               const Deadline& deadline, std::function<void()> told = {});

    /// The next best numbers of units, the first of all those of least relaxed cost. Once `seconds` are over, the best
    /// node is rounded up, what it holds beside these numbers stays open. Nothing where there is none any more, or none
    /// that costs less than `worth_looking`.
    [[nodiscard]] std::optional<Sizes> next(double seconds, const std::function<double()>& worth_looking = {});
    /// Solves the first relaxation, if it is not; false where it has no solution.
    bool begin();
    /// Numbers from the first relaxation: what costs something rounded up, the rest down.
    [[nodiscard]] std::vector<double> rounded_by_cost() const;
    /// The year with these numbers.
    [[nodiscard]] Result with(const std::vector<double>& numbers);
    /// Of each yes or no whose `no` holds another size at 0: how large that can be at most with yes, by a relaxation of
    /// the year each, until `seconds` are over; where there is no solution with yes, it is no. A relaxation then sees
    /// what it otherwise only finds by trying. Then, again and again as long as one is found, which of them have to be
    /// yes because every plan with no costs as much as `worth_looking` says. The search begins anew.
    void tighten(double seconds, double worth_looking);
    /// Turns over each yes or no (0 or 1) that costs nothing and that nothing holds while all else stays as in x; false
    /// where there is none.
    bool turn_over(std::span<const double> x, std::vector<double>& numbers) const;
    /// No numbers that did not come out yet have a relaxation that costs less; infinite where there are none.
    [[nodiscard]] double open_bound() const;
    /// Of the first relaxation: why there is nothing to find.
    [[nodiscard]] Status status() const { return first_.status; }
    [[nodiscard]] const Result& first() const { return first_; }
    [[nodiscard]] int solved() const { return solved_; }

private:
    struct Node {
        std::vector<double> lower, upper;  ///< of the whole numbers
        double bound = 0;
        std::shared_ptr<Result> relaxed{};  ///< absent: not solved yet
        [[nodiscard]] bool is_leaf() const { return lower == upper; }
    };

    bool relax(Node& node);
    Result solve_with(const Sizes& limits);
    [[nodiscard]] bool is_yes_or_no(std::size_t column) const;
    struct Hold;
    [[nodiscard]] std::vector<Hold> holds() const;
    void limit(const Hold& hold, Node& root);
    bool must_be_yes(std::size_t number, const Node& root, double worth_looking);
    std::optional<Node> branch(const Node& node);
    void split_beside(const Node& node, const std::vector<double>& numbers);
    [[nodiscard]] std::vector<double> rounded(const Node& node) const;
    [[nodiscard]] Sizes sizes(const Node& node) const;

    Problem problem_;
    std::vector<double> values_;  ///< of the problem
    const Solvers& solvers_;
    Options options_;
    const Deadline& deadline_;
    std::vector<std::int32_t> columns_;  ///< whole numbers of the whole year
    std::vector<Node> open_;
    double given_up_ = std::numeric_limits<double>::infinity();  ///< the bound of what was
    std::function<void()> told_;
    std::unique_ptr<Solver> solver_;  ///< keeps what it knows from one node to the next
    bool fresh_ = true;               ///< it knows nothing yet
    Result first_;
    int solved_ = 0;
};

/// What a linear solution proves: no solution costs less.
[[nodiscard]] double proven(const Result& linear);

}  // namespace gaiku::solve
