#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include "network/linear_problem.h"

/// The solver port: what a solver is given and what it answers. highs/ and piqp/ implement it.
namespace gaiku::solve {

/// min cost'x with row_lower <= A x <= row_upper and lower <= x <= upper; a view, nothing is copied. Infinite limits
/// are infinite doubles. A is stored by columns, row indices rising within a column.
struct Problem {
    std::span<const std::int32_t> starts{};  ///< columns + 1
    std::span<const std::int32_t> row_indices{};
    std::span<const double> values{};
    std::span<const double> cost{};
    std::span<const double> lower{}, upper{};
    std::span<const double> row_lower{}, row_upper{};
    std::span<const std::uint8_t> integer{};          ///< 1 for a column of whole numbers; empty: none is
    const network::LinearProblem* network = nullptr;  ///< the structure by step, where the problem comes from a network
    std::span<const double> start{};                  ///< a solution that a search over integers begins with; or empty

    [[nodiscard]] std::int32_t columns() const { return static_cast<std::int32_t>(cost.size()); }
    [[nodiscard]] std::int32_t rows() const { return static_cast<std::int32_t>(row_lower.size()); }
};

/// The view of a network's problem.
[[nodiscard]] Problem view(const network::LinearProblem& problem);

/// What a solver tells while it runs; absent figures are NaN.
struct Progress {
    double seconds = 0;
    std::int64_t iterations = 0;
    double objective = std::numeric_limits<double>::quiet_NaN();
    double gap = std::numeric_limits<double>::quiet_NaN();    ///< relative
    double bound = std::numeric_limits<double>::quiet_NaN();  ///< no solution costs less; of integer problems
    int window = 0, windows = 0;                              ///< under way (from 1), of how many; 0: it is one problem
};

struct Options {
    double tolerance = 1e-8;     ///< relative gap and residuals
    double integer_gap = 1e-4;   ///< relative, at which a search over integers ends
    double absolute_gap = 1e-6;  ///< the same in cost; the first of both ends it
    double time_limit_s = std::numeric_limits<double>::infinity();
    int threads = 1;
    int most_iterations = 0;  ///< of an interior point method, which then stops short; 0: as many as it takes for good
    std::function<void(const Progress&)> progress;
    std::stop_token cancel{};
};

enum class Status {
    optimal,
    infeasible,
    unbounded,
    time_limit,
    cancelled,
    gap_left,    ///< integers: a solution that may be improved, by at most its gap
    none_found,  ///< integers: no solution was found, and none was shown not to exist
    imprecise,   ///< stopped short of the tolerance; what was reached stands in the figures
    failed,
};
[[nodiscard]] const char* name_of(Status status);

/// Duals are prices: row_dual is the change of the objective when both limits of the row rise by one, so that a binding
/// "at least" has a positive one; reduced_cost = cost - A'row_dual is the same for a limit of the column.
struct Result {
    Status status = Status::failed;
    std::string method{};   ///< the solver and its algorithm: "piqp", "highs hipo"
    std::string message{};  ///< what the solver said when it was not optimal, for the log
    bool vertex = false;    ///< the solution is a corner, not the middle of all best ones
    std::vector<double> x{}, row_dual{}, reduced_cost{};
    double objective = std::numeric_limits<double>::quiet_NaN();
    std::int64_t iterations = 0;
    double gap = std::numeric_limits<double>::quiet_NaN();    ///< relative; with integers, to the bound
    double bound = std::numeric_limits<double>::quiet_NaN();  ///< no solution costs less; with integers only
    double primal_infeasibility = std::numeric_limits<double>::quiet_NaN();  ///< largest, relative to 1 + largest limit
    double dual_infeasibility = std::numeric_limits<double>::quiet_NaN();    ///< largest, relative to 1 + largest cost
    double seconds = 0;
    bool integers_fixed = false;  ///< duals are those of the problem with its integers fixed at what they are in x
    std::optional<std::size_t> put_on_limits{};  ///< columns that the solver itself has put onto a limit beside them
    bool from_last = false;                      ///< it began from what an earlier solution left behind
};

/// A solver. It prints nothing and keeps no global state; one instance is used by one thread at a time.
class Solver {
public:
    virtual ~Solver() = default;
    Solver() = default;
    Solver(const Solver&) = delete;
    Solver& operator=(const Solver&) = delete;

    [[nodiscard]] virtual Result solve(const Problem& problem, const Options& options) = 0;

    /// The same problem with other numbers, `change` says which, from what the last call left behind. Without that, or
    /// with another structure, it is solve().
    [[nodiscard]] virtual Result solve_again(const Problem& problem, network::Change change, const Options& options) {
        (void)change;
        return solve(problem, options);
    }
};

/// Solvers for a problem of so many columns, the best first; the next one is tried where one stops short.
using Solvers = std::function<std::vector<std::unique_ptr<Solver>>(std::int32_t columns)>;
/// The first answer that is one.
[[nodiscard]] Result solve(const Problem& problem, const Solvers& solvers, const Options& options);

}  // namespace gaiku::solve
