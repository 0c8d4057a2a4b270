#include "solve/windows/numbers.h"

#include <algorithm>
#include <cmath>

#include "solve/index.h"
#include "solve/windows/sizes.h"

namespace gaiku::solve {
namespace {

/// Of the time limit, for how large what is held by a yes or no can be.
constexpr double share_for_limits = 0.3;

class NumberSearch {
public:
    NumberSearch(const network::Network& network, const network::LinearProblem& problem, const Solvers& solvers,
                 const Options& options)
        : network_(network),
          problem_(problem),
          solvers_(solvers),
          options_(options),
          deadline_(options),
          sizes_(problem, solvers, options, deadline_, [this] { tell(); }) {}

    Solution run() {
        if (sizes_.begin()) {
            find_first();
            sizes_.tighten(share_for_limits * options_.time_limit_s, worth_looking());
            while (sizes_.open_bound() < worth_looking()) {
                const auto sizes = sizes_.next(deadline_.left_s(), [this] { return worth_looking(); });
                if (!sizes) break;
                keep(sizes->relaxed);
            }
        }
        return finish();
    }

private:
    [[nodiscard]] double worth_looking() const {
        if (best_.x.empty()) return infinity;
        return best_.objective - std::max(options_.absolute_gap, options_.integer_gap * std::abs(best_.objective));
    }

    void keep(const Result& plan) {
        if (plan.status == Status::optimal && (best_.x.empty() || plan.objective < best_.objective)) best_ = plan;
    }

    /// Numbers that cost something up, the others down, and then what can change while all else stays.
    void find_first() {
        std::vector<double> numbers = sizes_.rounded_by_cost();
        for (Result plan = sizes_.with(numbers); plan.status == Status::optimal; plan = sizes_.with(numbers)) {
            if (!best_.x.empty() && !(plan.objective < best_.objective)) return;
            keep(plan);
            if (!sizes_.turn_over(plan.x, numbers)) return;
        }
    }

    void tell() {
        if (!options_.progress) return;
        Progress progress = progress_of(best_, sizes_.open_bound(), deadline_);
        progress.iterations = sizes_.solved();
        options_.progress(progress);
    }

    Solution finish() {
        const double bound = std::min(sizes_.open_bound(), best_.x.empty() ? infinity : best_.objective);
        if (best_.x.empty()) {
            Result none = sizes_.first();
            none.x.clear();
            if (none.status == Status::optimal)
                none.status = deadline_.over() ? Status::time_limit : Status::infeasible;
            if (deadline_.cancelled()) none.status = Status::cancelled;
            return {.result = std::move(none), .check = {}};
        }
        searched_ = sizes_.open_bound() >= worth_looking();
        const FixedIntegers fixed(view(problem_), best_.x);
        Options plain = options_;
        plain.time_limit_s = infinity;  // a linear problem, whose search is over
        plain.progress = nullptr;
        Solution solution;
        for (const auto& solver : solvers_(problem_.columns())) {
            Result result = solver->solve(fixed.problem(), plain);
            if (result.status != Status::optimal) continue;
            solution = told(std::move(result), bound);
            if (solution.check.passed()) return solution;
        }
        return solution.result.x.empty() ? told(best_, bound) : solution;
    }

    /// A plan of the year with what the search knows of it, cleaned and checked.
    Solution told(Result result, double bound) {
        result.seconds = deadline_.passed_s();
        result.bound = std::min(bound, result.objective);
        result.gap = relative_gap(result.objective, result.bound);
        result.method = "branch and bound over the numbers of a year, each by " + result.method;
        result.iterations = sizes_.solved();
        result.integers_fixed = true;
        result.status = deadline_.cancelled() ? Status::cancelled
                        : searched_           ? Status::optimal
                        : deadline_.over()    ? Status::time_limit
                                              : Status::gap_left;
        return cleaned_and_checked(network_, problem_, std::move(result));
    }

    const network::Network& network_;
    const network::LinearProblem& problem_;
    const Solvers& solvers_;
    const Options& options_;
    Deadline deadline_;
    SizeSearch sizes_;
    Result best_;
    bool searched_ = false;  ///< nothing is left that may cost less than the best by more than the gap asked for
};

}  // namespace

bool has_numbers_of_a_year(const network::LinearProblem& problem) {
    // Up to here the simplex method takes no more than a second (cli/solvers.cpp), and a search by it knows more cuts.
    constexpr std::int32_t small_columns = 10'000;
    const auto integer = problem.integer();
    if (integer.empty() || problem.columns() <= small_columns) return false;
    const auto of_steps = problem.structure().steps * problem.structure().columns_per_step;
    return std::all_of(integer.begin(), integer.begin() + of_steps, [](std::uint8_t whole) { return whole == 0; });
}

Solution solve_by_numbers(const network::Network& network, const network::LinearProblem& problem,
                          const Solvers& solvers, const Options& options) {
    return NumberSearch(network, problem, solvers, options).run();
}

}  // namespace gaiku::solve
