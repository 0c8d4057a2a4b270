#include "solve/highs/highs.h"

#include <interfaces/highs_c_api.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstring>
#include <stdexcept>

#include "solve/residuals.h"

namespace gaiku::solve {
namespace {

using Clock = std::chrono::steady_clock;

static_assert(sizeof(HighsInt) == sizeof(std::int32_t), "the arrays of a problem are handed over as they are");

const char* name_of(HighsMethod method) {
    switch (method) {
        case HighsMethod::automatic:
            return "choose";
        case HighsMethod::simplex:
            return "simplex";
        case HighsMethod::ipx:
            return "ipx";
        case HighsMethod::hipo:
            return "hipo";
    }
    return "";
}

Status status_of(HighsInt model_status) {
    switch (model_status) {
        case kHighsModelStatusOptimal:
        case kHighsModelStatusModelEmpty:
            return Status::optimal;
        case kHighsModelStatusInfeasible:
            return Status::infeasible;
        case kHighsModelStatusUnbounded:
            return Status::unbounded;
        case kHighsModelStatusTimeLimit:
            return Status::time_limit;
        case kHighsModelStatusInterrupt:
            return Status::cancelled;
        case kHighsModelStatusIterationLimit:
        case kHighsModelStatusUnknown:
            return Status::imprecise;
        default:
            return Status::failed;
    }
}

/// HiGHS calls a problem without columns empty and does not look at its rows.
bool holds_by_itself(const Problem& p) {
    for (std::size_t i = 0; i < p.row_lower.size(); ++i) {
        if (p.row_lower[i] > 0 || p.row_upper[i] < 0) return false;
    }
    return true;
}

/// What the callback sees of one run.
struct Run {
    const Options* options = nullptr;
    Clock::time_point start;
    bool extras_missing = false;
    std::string last_line;

    void hear(const char* message) {
        if (!message) return;
        last_line = message;
        // It goes on with simplex after "The HiPO solver was requested [...] features are unavailable".
        if (std::strstr(message, "HiPO") && std::strstr(message, "unavailable")) extras_missing = true;
    }
};

void callback(int type, const char* message, const HighsCallbackDataOut* out, HighsCallbackDataIn* in, void* user) {
    Run& run = *static_cast<Run*>(user);
    if (type == kHighsCallbackLogging) {
        run.hear(message);
        return;
    }
    if (in && run.options->cancel.stop_requested()) in->user_interrupt = 1;
    if (!run.options->progress || !out) return;
    Progress progress;
    progress.seconds = std::chrono::duration<double>(Clock::now() - run.start).count();
    progress.iterations = std::max<std::int64_t>({out->simplex_iteration_count, out->ipm_iteration_count, 0});
    progress.objective = out->objective_function_value;
    if (type == kHighsCallbackMipInterrupt) {
        progress.iterations = out->mip_total_lp_iterations;
        progress.objective = out->mip_primal_bound;
        progress.bound = out->mip_dual_bound;
        progress.gap = out->mip_gap;
    }
    run.options->progress(progress);
}

class Highs final : public Solver {
public:
    explicit Highs(HighsMethod method) : method_(method), highs_(Highs_create()) {
        if (!highs_) throw std::runtime_error("HiGHS could not be created");
        set("log_to_console", false);
        Highs_setCallback(highs_, callback, &run_);
        for (const int type : {kHighsCallbackLogging, kHighsCallbackSimplexInterrupt, kHighsCallbackIpmInterrupt,
                               kHighsCallbackMipInterrupt})
            Highs_startCallback(highs_, type);
        refused_ = Highs_setStringOptionValue(highs_, "solver", name_of(method)) == kHighsStatusError;
        const bool interior = method == HighsMethod::ipx || method == HighsMethod::hipo;
        Highs_setStringOptionValue(highs_, "run_crossover", interior ? "off" : "choose");
    }
    ~Highs() override { Highs_destroy(highs_); }

    Result solve(const Problem& problem, const Options& options) override {
        if (refused_) return no_such_method();
        if (!pass(problem)) return {.method = full_name(), .message = "HiGHS refused the problem: " + run_.last_line};
        loaded_ = true;
        if (!problem.start.empty()) Highs_setSolution(highs_, problem.start.data(), nullptr, nullptr, nullptr);
        return run(problem, options);
    }

    Result solve_again(const Problem& p, network::Change change, const Options& options) override {
        const bool same = loaded_ && Highs_getNumCol(highs_) == p.columns() && Highs_getNumRow(highs_) == p.rows();
        if (!p.integer.empty()) return search_again(p, change, options);
        if (!same || change.structure || change.coefficients) {
            if (refused_ || change.structure || !pass(p)) return solve(p, options);
            return from_last_basis(p, options);
        }
        if (change.costs && p.columns() > 0) Highs_changeColsCostByRange(highs_, 0, p.columns() - 1, p.cost.data());
        if (change.limits) {
            if (p.columns() > 0)
                Highs_changeColsBoundsByRange(highs_, 0, p.columns() - 1, p.lower.data(), p.upper.data());
            if (p.rows() > 0)
                Highs_changeRowsBoundsByRange(highs_, 0, p.rows() - 1, p.row_lower.data(), p.row_upper.data());
        }
        return from_last_basis(p, options);
    }

private:
    /// The basis of the last optimum, also after a problem without one.
    Result from_last_basis(const Problem& p, const Options& options) {
        const bool fits = column_basis_.size() == p.cost.size() && row_basis_.size() == p.row_lower.size();
        const bool set = fits && !column_basis_.empty() &&
                         Highs_setBasis(highs_, column_basis_.data(), row_basis_.data()) == kHighsStatusOk;
        Result result = run(p, options);
        result.from_last = set;
        return result;
    }

    void keep_basis(const Problem& p, const Result& result) {
        if (result.status != Status::optimal || !result.vertex || !p.integer.empty()) return;
        column_basis_.resize(p.cost.size());
        row_basis_.resize(p.row_lower.size());
        Highs_getBasis(highs_, column_basis_.data(), row_basis_.data());
    }

    /// A search over integers begins with the last solution, where that is still one.
    Result search_again(const Problem& p, const network::Change& change, const Options& options) {
        const std::vector<double> last = std::move(last_);
        last_.clear();
        if (refused_ || change.structure || last.size() != p.cost.size() || !pass(p)) return solve(p, options);
        loaded_ = true;
        Highs_setSolution(highs_, last.data(), nullptr, nullptr, nullptr);
        Result result = run(p, options);
        result.from_last = true;
        return result;
    }

    void set(const char* option, bool value) { Highs_setBoolOptionValue(highs_, option, value ? 1 : 0); }
    void set(const char* option, double value) { Highs_setDoubleOptionValue(highs_, option, value); }
    [[nodiscard]] std::string full_name() const { return std::string("highs ") + name_of(method_); }

    [[nodiscard]] Result no_such_method() const {
        Result result;
        result.method = full_name();
        result.message = "HiGHS does not have this method; for HiPO, libhighs_extras must lie beside libhighs";
        return result;
    }

    bool pass(const Problem& p) {
        const auto nonzeros = static_cast<HighsInt>(p.values.size());
        const std::vector<HighsInt> integer(p.integer.begin(), p.integer.end());
        const HighsInt status = Highs_passModel(
            highs_, p.columns(), p.rows(), nonzeros, 0, kHighsMatrixFormatColwise, kHighsHessianFormatTriangular,
            kHighsObjSenseMinimize, 0.0, p.cost.data(), p.lower.data(), p.upper.data(), p.row_lower.data(),
            p.row_upper.data(), p.starts.data(), p.row_indices.data(), p.values.data(), nullptr, nullptr, nullptr,
            integer.empty() ? nullptr : integer.data());
        return status != kHighsStatusError;
    }

    void set_options(const Options& options, bool integers) {
        // Tighter than 1e-10 HiGHS does not take.
        const double tolerance = std::clamp(options.tolerance, 1e-10, 1e-4);
        for (const char* name :
             {"primal_feasibility_tolerance", "dual_feasibility_tolerance", "ipm_optimality_tolerance"})
            set(name, tolerance);
        // With whole numbers HiGHS 1.15's presolve may cut off the best answer
        // (docs/decisions/0016-no-presolve-for-integers.md).
        Highs_setStringOptionValue(highs_, "presolve", integers ? "off" : "choose");
        set("mip_rel_gap", options.integer_gap);
        set("mip_abs_gap", options.absolute_gap);
        set("time_limit", options.time_limit_s);
        Highs_setIntOptionValue(
            highs_, "ipm_iteration_limit",
            options.most_iterations > 0 ? options.most_iterations : std::numeric_limits<HighsInt>::max());
        Highs_setIntOptionValue(highs_, "threads", options.threads);
        Highs_setStringOptionValue(highs_, "parallel", options.threads > 1 ? "on" : "off");
    }

    Result run(const Problem& problem, const Options& options) {
        set_options(options, !problem.integer.empty());
        run_.options = &options;
        run_.start = Clock::now();
        run_.extras_missing = false;
        Highs_zeroAllClocks(highs_);
        const HighsInt returned = Highs_run(highs_);
        Result result;
        result.seconds = std::chrono::duration<double>(Clock::now() - run_.start).count();
        result.method = problem.integer.empty() ? full_name() : "highs branch and bound";
        run_.options = nullptr;
        if (run_.extras_missing) return no_such_method();
        result.status = returned == kHighsStatusError ? Status::failed : status_of(Highs_getModelStatus(highs_));
        if (problem.columns() == 0 && result.status == Status::optimal && !holds_by_itself(problem))
            result.status = Status::infeasible;
        const bool out_of_time = result.status == Status::time_limit || result.status == Status::cancelled;
        if (result.status != Status::optimal && !out_of_time) result.message = run_.last_line;
        read(problem, result);
        if (!problem.integer.empty() && !result.x.empty()) last_ = result.x;
        keep_basis(problem, result);
        return result;
    }

    void read(const Problem& problem, Result& result) const {
        const auto columns = static_cast<std::size_t>(problem.columns()),
                   rows = static_cast<std::size_t>(problem.rows());
        for (const char* counter : {"simplex_iteration_count", "ipm_iteration_count", "crossover_iteration_count"}) {
            HighsInt count = 0;
            Highs_getIntInfoValue(highs_, counter, &count);
            result.iterations += std::max(count, 0);
        }
        HighsInt primal_status = kHighsSolutionStatusNone;
        Highs_getIntInfoValue(highs_, "primal_solution_status", &primal_status);
        if (primal_status == kHighsSolutionStatusNone && result.status != Status::optimal) return;
        result.x.resize(columns);
        result.row_dual.assign(rows, 0);
        std::vector<double> column_dual(columns), row_value(rows);
        Highs_getSolution(highs_, result.x.data(), column_dual.data(), row_value.data(), result.row_dual.data());
        HighsInt basis = kHighsBasisValidityInvalid;
        Highs_getIntInfoValue(highs_, "basis_validity", &basis);
        result.vertex = basis == kHighsBasisValidityValid;
        measure(problem, result);
        // HiGHS passes over some numbers that are none, and takes a cost without end for a column that is not used.
        if (result.status == Status::optimal &&
            !std::isfinite(result.objective + result.gap + result.primal_infeasibility + result.dual_infeasibility))
            result.status = Status::failed;
        if (problem.integer.empty()) return;
        // A mixed-integer problem has no dual objective of its own; its gap is that of the search.
        Highs_getDoubleInfoValue(highs_, "mip_gap", &result.gap);
        Highs_getDoubleInfoValue(highs_, "mip_dual_bound", &result.bound);
        result.dual_infeasibility = 0;
    }

    HighsMethod method_;
    void* highs_;
    Run run_;
    bool loaded_ = false;
    std::vector<double> last_;                        ///< solution of a problem with integers
    std::vector<HighsInt> column_basis_, row_basis_;  ///< of the last linear optimum
    bool refused_ = false;                            ///< the method, when it was chosen
};

}  // namespace

std::unique_ptr<Solver> make_highs(HighsMethod method) {
    return std::make_unique<Highs>(method);
}

std::string highs_version() {
    return Highs_version();
}

}  // namespace gaiku::solve
