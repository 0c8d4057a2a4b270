#include "solve/staged/staged.h"

#include <algorithm>
#include <chrono>
#include <cmath>

#include "solve/residuals.h"
#include "solve/staged/certificates.h"
#include "solve/staged/iteration.h"
#include "solve/staged/kernel_tables.h"
#include "solve/staged/polish.h"

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

class Staged final : public Solver {
public:
    explicit Staged(int threads) : threads_(threads) {}

    Result solve(const Problem& problem, const Options& options) override {
        const auto start = Clock::now();
        Result result = run(problem, options);
        result.method = "staged";
        result.seconds = std::chrono::duration<double>(Clock::now() - start).count();
        return result;
    }

private:
    Result run(const Problem& problem, const Options& options) {
        if (std::any_of(problem.integer.begin(), problem.integer.end(), [](std::uint8_t i) { return i != 0; }))
            return {.message = "integers"};
        const ByRows rows(problem);
        const Presolve presolve(problem, rows);
        if (presolve.infeasible()) return {.status = Status::infeasible, .message = "found before the first iteration"};
        const Places places = find_places(problem, rows, presolve);
        if (!places.refusal.empty()) return {.message = places.refusal};
        if (segments_for(places.steps) == 0) return {.message = "too few steps"};
        Model model(problem, rows, presolve, places, *all_kernels().front(), threads_);
        if (!model.refusal.empty()) return {.message = model.refusal};
        Iteration iteration(model, options);
        Result result;
        result.status = status_of(iteration.run(nullptr));
        result.iterations = iteration.iterations;
        if (result.status != Status::optimal && result.status != Status::imprecise) return result;
        if (result.status == Status::imprecise && options.most_iterations == 0 && prove(model, options, result))
            return result;
        model.read(result.x, result.row_dual);
        presolve.restore(result.row_dual);
        lower_to_need(problem, result.x);
        measure(problem, result);
        const bool good = result.gap <= options.tolerance && result.primal_infeasibility <= options.tolerance &&
                          result.dual_infeasibility <= options.tolerance;
        result.status = good ? Status::optimal : Status::imprecise;
        if (!good) result.message = "it stands still";
        if (good && presolve.endless()) result = {.status = Status::unbounded, .iterations = result.iterations};
        return result;
    }

    /// Whether a problem that was not solved has been shown to have no solution.
    static bool prove(const Model& model, const Options& options, Result& result) {
        const Verdict verdict = find_certificate(model, options, result.iterations);
        if (verdict == Verdict::neither) return false;
        result.status = verdict == Verdict::infeasible ? Status::infeasible : Status::unbounded;
        result.message = verdict == Verdict::infeasible ? "proven by phase 1" : "proven by a ray";
        return true;
    }

    int threads_;
};

}  // namespace

std::unique_ptr<Solver> make_staged(int threads) {
    return std::make_unique<Staged>(threads);
}

}  // namespace gaiku::solve
