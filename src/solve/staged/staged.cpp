#include "solve/staged/staged.h"

#include <algorithm>
#include <chrono>
#include <cmath>

#include "base/clock.h"
#include "solve/residuals.h"
#include "solve/staged/certificates.h"
#include "solve/staged/iteration.h"
#include "solve/staged/kernel_tables.h"
#include "solve/staged/polish.h"
#include "solve/staged/settle.h"

namespace gaiku::solve {
namespace {

using namespace staged;
using Clock = std::chrono::steady_clock;

Status status_of(Outcome outcome) {
    switch (outcome) {
        case Outcome::optimal:
            return Status::optimal;
        case Outcome::time_limit:
            return Status::time_limit;
        case Outcome::cancelled:
            return Status::cancelled;
        default:
            return Status::imprecise;
    }
}

/// Every price and coefficient is a number, and every limit one that something can keep.
bool is_sound(const Problem& p) {
    const auto numbers = [](std::span<const double> values) {
        return std::count_if(values.begin(), values.end(), [](double v) { return !std::isfinite(v); }) == 0;
    };
    constexpr double infinity = std::numeric_limits<double>::infinity();
    const auto limits = [](std::span<const double> lower, std::span<const double> upper) {
        return std::count_if(lower.begin(), lower.end(), [](double v) { return !(v < infinity); }) == 0 &&
               std::count_if(upper.begin(), upper.end(), [](double v) { return !(v > -infinity); }) == 0;
    };
    return numbers(p.values) && numbers(p.cost) && limits(p.lower, p.upper) && limits(p.row_lower, p.row_upper);
}

/// Which limits are finite and which rows are equations: what must stay for an analysis to stay.
std::vector<std::uint8_t> pattern_of(const Problem& p, const Limits& limits) {
    std::vector<std::uint8_t> pattern;
    pattern.reserve(p.row_lower.size() + p.cost.size());
    const auto note = [&](double lower, double upper, bool gone) {
        pattern.push_back(static_cast<std::uint8_t>((std::isfinite(lower) ? 1 : 0) + (std::isfinite(upper) ? 2 : 0) +
                                                    (lower == upper ? 4 : 0) + (gone ? 8 : 0)));
    };
    for (std::size_t i = 0; i < p.row_lower.size(); ++i)
        note(p.row_lower[i], p.row_upper[i], limits.row_is_gone[i] != 0);
    for (std::size_t j = 0; j < p.cost.size(); ++j)
        note(limits.lower(static_cast<std::int32_t>(j)), limits.upper(static_cast<std::int32_t>(j)),
             limits.column_is_gone[j] != 0);
    return pattern;
}

/// A problem with its analysis, and a point that the next run begins from. The matrix by rows is made when it is
/// needed, as it takes more memory than time.
struct Analysed {
    Problem problem;
    std::unique_ptr<Presolve> presolve;
    Limits limits;  ///< the presolve's, which goes on without them
    Places places;
    std::vector<std::uint8_t> pattern;
    std::unique_ptr<Model> model;
    Point point;
    std::string refusal{};  ///< why there is no model, unless there is no solution; empty: there is one

    /// Ends early, without a model, where it is no longer wanted.
    Analysed(const Problem& p, const Kernels& kernels, int threads, const std::stop_token& cancel) : problem(p) {
        const ByRows rows(problem);
        if (cancel.stop_requested()) return;
        presolve = std::make_unique<Presolve>(problem, rows);
        if (presolve->infeasible() || cancel.stop_requested()) return;
        limits = std::move(static_cast<Limits&>(*presolve));
        pattern = pattern_of(problem, limits);
        places = find_places(problem, rows, limits);
        if (cancel.stop_requested()) return;
        refusal = !places.refusal.empty() ? places.refusal : segments_for(places.steps) == 0 ? "too few steps" : "";
        if (!refusal.empty()) return;
        model = std::make_unique<Model>(problem, rows, limits, places, kernels, threads);
        refusal = model->refusal;
    }

    /// Other costs and limits, where what is left of the problem has the same structure; else false.
    bool update(const Problem& p) {
        problem = p;
        presolve = std::make_unique<Presolve>(problem, ByRows(problem));
        if (presolve->infeasible()) return true;
        limits = std::move(static_cast<Limits&>(*presolve));
        return pattern_of(problem, limits) == pattern;
    }
};

class Staged final : public Solver {
public:
    Staged(int threads, int most_lanes) : threads_(threads), kernels_(widest_kernels(most_lanes)) {}

    Result solve(const Problem& problem, const Options& options) override {
        kept_.reset();
        return solve_again(problem, {.structure = true}, options);
    }

    Result solve_again(const Problem& problem, network::Change change, const Options& options) override {
        const auto start = Clock::now();
        const bool keeps = kept_ && kept_->model && !change.structure && !change.coefficients && !has_integers(problem);
        Result result{.message = "a number is none"};
        if (is_sound(problem)) {
            result = keeps && kept_->update(problem) ? again(problem, options) : anew(problem, options);
        } else {
            kept_.reset();
        }
        result.method = "staged";
        result.seconds = std::chrono::duration<double>(Clock::now() - start).count();
        return result;
    }

private:
    static bool has_integers(const Problem& problem) {
        return std::any_of(problem.integer.begin(), problem.integer.end(), [](std::uint8_t i) { return i != 0; });
    }

    Result anew(const Problem& problem, const Options& options) {
        kept_.reset();
        if (has_integers(problem)) return {.message = "integers"};
        if (options.cancel.stop_requested()) return {.status = Status::cancelled};
        const auto start = Clock::now();
        auto next = std::make_unique<Analysed>(problem, kernels_, threads_, options.cancel);
        if (options.cancel.stop_requested()) return {.status = Status::cancelled};
        if (!next->refusal.empty()) return {.message = next->refusal};
        kept_ = std::move(next);
        Options rest = options;
        rest.time_limit_s -= seconds_since(start);
        return run(rest);
    }

    /// A scaling that suits the numbers no longer leaves it standing still: then with one of their own.
    Result again(const Problem& problem, const Options& options) {
        const auto start = Clock::now();
        Result result = run(options);
        if (result.status != Status::imprecise || !result.from_last || options.most_iterations > 0) return result;
        Options rest = options;
        rest.time_limit_s -= seconds_since(start);
        const std::int64_t iterations = result.iterations;
        if (options.progress)
            rest.progress = [&](Progress progress) {
                progress.seconds = seconds_since(start);
                progress.iterations += iterations;
                options.progress(progress);
            };
        result = anew(problem, rest);
        result.iterations += iterations;
        return result;
    }

    Result run(const Options& options) {
        const auto start = Clock::now();
        Analysed& a = *kept_;
        if (a.presolve->infeasible())
            return {.status = Status::infeasible, .message = "found before the first iteration"};
        if (options.cancel.stop_requested()) return {.status = Status::cancelled};
        Result result;
        Point kept;
        result.status = status_of(iterate(a, options, result, kept));
        if (result.status != Status::optimal && result.status != Status::imprecise) return result;
        if (result.status == Status::imprecise && options.most_iterations == 0 &&
            prove(*a.model, options, start, result)) {
            result.x = result.row_dual = {};
            return result;
        }
        if (!kept.empty()) a.point = std::move(kept);
        return judged(a, options, std::move(result));
    }

    /// The memory of an iterate is given back before anything else is done.
    static Outcome iterate(const Analysed& a, const Options& options, Result& result, Point& kept) {
        a.model->begin();
        Iteration iteration(*a.model, options);
        result.from_last = !a.point.empty();
        Outcome outcome = iteration.run(result.from_last ? &a.point : nullptr);
        // A start that led nowhere: from the middle.
        if (result.from_last && outcome == Outcome::stalled) {
            iteration.kept = {};
            outcome = iteration.run(nullptr);
        }
        if (outcome != Outcome::time_limit && outcome != Outcome::cancelled)
            lower_to_need(a.problem, iteration.answer.x);
        if (outcome == Outcome::optimal)
            result.put_on_limits = settle(*a.model, iteration.answer.x, iteration.answer.gap, options);
        if (options.cancel.stop_requested()) outcome = Outcome::cancelled;
        a.model->end();
        kept = std::move(iteration.kept);
        result.iterations = iteration.iterations;
        if (outcome == Outcome::time_limit || outcome == Outcome::cancelled) return outcome;
        result.x = std::move(iteration.answer.x);
        result.row_dual = std::move(iteration.answer.row_dual);
        return outcome;
    }

    /// In the problem's own units, every row and column of it.
    static Result judged(const Analysed& a, const Options& options, Result result) {
        a.presolve->restore(result.row_dual);
        lower_to_need(a.problem, result.x);  // what settling has left above it
        measure(a.problem, result);
        const bool good = result.gap <= options.tolerance && result.primal_infeasibility <= options.tolerance &&
                          result.dual_infeasibility <= options.tolerance;
        // Its reduced cost leans on a limit that is none; the rest need only be a solution.
        if (a.presolve->endless() && result.primal_infeasibility <= options.tolerance)
            return {.status = Status::unbounded, .message = "a column without rows", .iterations = result.iterations};
        result.status = good ? Status::optimal : Status::imprecise;
        if (good && !result.put_on_limits) result.put_on_limits = 0;  // as exact as asked for, and to stay so
        if (!good) result.message = "it stands still";
        return result;
    }

    /// Whether a problem that was not solved has been shown to have no solution, or there is to be no further search.
    static bool prove(const Model& model, const Options& options, Clock::time_point start, Result& result) {
        Options rest = options;
        rest.time_limit_s -= seconds_since(start);
        // Neither the objective nor the gap of these is the plan's.
        if (options.progress)
            rest.progress = [&](const Progress& progress) {
                options.progress({seconds_since(start), result.iterations + progress.iterations});
            };
        const Verdict verdict = find_certificate(model, rest, result.iterations);
        if (verdict == Verdict::neither) {
            if (options.cancel.stop_requested())
                result.status = Status::cancelled;
            else if (seconds_since(start) > options.time_limit_s)
                result.status = Status::time_limit;
            return result.status != Status::imprecise;
        }
        result.status = verdict == Verdict::infeasible ? Status::infeasible : Status::unbounded;
        result.message = verdict == Verdict::infeasible ? "proven by phase 1" : "proven by a ray";
        return true;
    }

    int threads_;
    const Kernels& kernels_;
    std::unique_ptr<Analysed> kept_;
};

}  // namespace

std::unique_ptr<Solver> make_staged(int threads, int most_lanes) {
    return std::make_unique<Staged>(threads, most_lanes);
}

}  // namespace gaiku::solve
