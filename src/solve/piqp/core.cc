#include "solve/piqp/core.h"

#include <chrono>
#include <cmath>
#include <functional>
#include <piqp/piqp.hpp>

namespace gaiku::solve {
namespace {

using Matrix = Eigen::SparseMatrix<double, Eigen::ColMajor, int>;
using Vector = Eigen::VectorXd;
using Clock = std::chrono::steady_clock;

/// Years of one place take about 50, hard ones 120; what takes longer has no solution or none that can be had.
constexpr piqp::isize most_iterations = 150;

/// Relative gap of the iterate that the next run starts from. Near the end of a run everything lies at its limits, and
/// a start from there is slower than none. Iterations on the annual district with prices 2 % and 10 % higher, anew 49
/// and 45: from a gap of 0.01 34 and 52, from 0.1 37 and 32.
constexpr double start_gap = 0.1;

std::size_t index(std::int32_t i) {
    return static_cast<std::size_t>(i);
}

/// Thrown out of an iteration that was cancelled or ran out of time.
struct Stop {
    Status status;
};

/// What a run watches over; PIQP has no callback, but asks its scaling for the cost several times in every iteration.
struct Watch {
    const Options* options = nullptr;
    const piqp::Result<double>* result = nullptr;
    Clock::time_point start;
    std::int64_t told = -1;
    piqp::Variables<double>* keep = nullptr;  ///< where the iterate goes that the next run starts from
    bool kept = false;

    void look() {
        const double seconds = std::chrono::duration<double>(Clock::now() - start).count();
        if (options->cancel.stop_requested()) throw Stop{Status::cancelled};
        if (seconds > options->time_limit_s) throw Stop{Status::time_limit};
        if (result->info.iter == told) return;
        told = result->info.iter;
        if (!kept && told > 0 && result->info.duality_gap_rel < start_gap) {
            const piqp::Variables<double>& iterate = *result;
            *keep = iterate;
            kept = true;
        }
        if (options->progress)
            options->progress({seconds, told, result->info.primal_obj, result->info.duality_gap_rel});
    }
};

/// PIQP always begins at a point of its own choice. That point can be replaced where it first asks for residuals: the
/// first thing it then scales is the dual residual.
struct WatchedScaling : piqp::sparse::RuizEquilibration<double, int> {
    using Base = piqp::sparse::RuizEquilibration<double, int>;
    Watch* watch = nullptr;
    std::function<void()> begin;  ///< called before the first residuals, once

    double unscale_cost(double cost) const {
        if (watch) watch->look();
        return Base::unscale_cost(cost);
    }
    template <class Residual>
    auto unscale_dual_res(const Eigen::MatrixBase<Residual>& residual) const {
        if (begin) begin();
        return Base::unscale_dual_res(residual);
    }
};

class WatchedSolver : public piqp::SparseSolver<double, int, WatchedScaling> {
public:
    void watch(Watch& watch) {
        watch.result = &result();
        m_preconditioner.watch = &watch;
    }
    /// The next solve starts from `iterate`, scaled as this solver scales.
    void begin_from(const piqp::Variables<double>& iterate) {
        m_preconditioner.begin = [this, &iterate] {
            m_preconditioner.begin = nullptr;
            start(iterate);
        };
    }
    /// Whatever a stopped run left behind.
    void forget() {
        m_preconditioner.begin = nullptr;
        m_preconditioner.watch = nullptr;
    }

private:
    /// Copies of the same size, so that views of the vectors stay good; then the products that were computed just
    /// before.
    void start(const piqp::Variables<double>& iterate) {
        static_cast<piqp::Variables<double>&>(m_result) = iterate;
        const piqp::BasicVariables<double>& point = iterate;
        static_cast<piqp::BasicVariables<double>&>(prox_vars) = point;
        m_result.info.mu = calculate_mu();
        Vector from_rows(m_data.n);
        const Vector difference = m_result.z_u - m_result.z_l;
        m_kkt_system.eval_A_xn_and_AT_xt(m_data, -1.0, 1.0, m_result.x, m_result.y, res_nr.y, step.x);
        m_kkt_system.eval_G_xn_and_GT_xt(m_data, 1.0, 1.0, m_result.x, difference, res_nr.z_l, from_rows);
        res_nr.z_u = -res_nr.z_l;
        step.x += from_rows;
    }
};

/// The rows of a problem apart: equations A x = b, and l <= G x <= u.
struct Split {
    std::vector<std::int32_t> to;  ///< place of each row among the equations, or among the others
    std::vector<bool> equation;
    Matrix a, g;
    Vector b, lower, upper;

    explicit Split(const Problem& p) : to(p.row_lower.size()), equation(p.row_lower.size()) {
        std::int32_t equations = 0, others = 0;
        for (std::size_t i = 0; i < to.size(); ++i) {
            equation[i] = p.row_lower[i] == p.row_upper[i];
            to[i] = equation[i] ? equations++ : others++;
        }
        b.resize(equations);
        lower.resize(others);
        upper.resize(others);
        for (std::size_t i = 0; i < to.size(); ++i) {
            if (equation[i]) {
                b(to[i]) = p.row_lower[i];
            } else {
                lower(to[i]) = p.row_lower[i];
                upper(to[i]) = p.row_upper[i];
            }
        }
        a = part(p, true, equations);
        g = part(p, false, others);
    }

    [[nodiscard]] Matrix part(const Problem& p, bool equations, std::int32_t rows) const {
        Eigen::Index count = 0;
        for (const std::int32_t row : p.row_indices) count += equation[index(row)] == equations ? 1 : 0;
        Matrix matrix(rows, p.columns());
        matrix.reserve(count);
        for (std::int32_t j = 0; j < p.columns(); ++j) {
            matrix.startVec(j);
            for (auto k = p.starts[index(j)]; k < p.starts[index(j) + 1]; ++k) {
                const std::int32_t row = p.row_indices[index(k)];
                if (equation[index(row)] == equations) matrix.insertBack(to[index(row)], j) = p.values[index(k)];
            }
        }
        matrix.finalize();
        return matrix;
    }
};

Status status_of(piqp::Status status) {
    switch (status) {
        case piqp::PIQP_SOLVED:
            return Status::optimal;
        case piqp::PIQP_PRIMAL_INFEASIBLE:
            return Status::infeasible;
        case piqp::PIQP_DUAL_INFEASIBLE:
            return Status::unbounded;
        case piqp::PIQP_MAX_ITER_REACHED:
        case piqp::PIQP_NUMERICS:
            return Status::imprecise;
        default:
            return Status::failed;
    }
}

void set(piqp::Settings<double>& settings, const Options& options) {
    // One or two iterations more bring idle flows from 1e-3 kW down to 1e-5 kW, where they can be told from small ones.
    constexpr double closer = 0.01;
    settings.eps_abs = options.tolerance;
    settings.eps_rel = options.tolerance;
    settings.eps_duality_gap_abs = options.tolerance;
    settings.eps_duality_gap_rel = options.tolerance * closer;
    settings.max_iter = options.most_iterations > 0 ? options.most_iterations : most_iterations;
    // At its own 1e-4 it takes districts for infeasible that have an optimum, where costs of a fault (unserved demand)
    // and of energy lie far apart.
    constexpr double certain = 1e-7;
    settings.eps_primal_inf = certain;
    settings.eps_dual_inf = certain;
}

Eigen::Map<const Vector> mapped(std::span<const double> values) {
    return {values.data(), static_cast<Eigen::Index>(values.size())};
}

/// Where a problem has its nonzeros, equations and limits: what has to stay for an update.
struct Pattern {
    std::vector<std::int32_t> starts, indices;
    std::vector<std::uint8_t> limits;

    explicit Pattern(const Problem& p)
        : starts(p.starts.begin(), p.starts.end()), indices(p.row_indices.begin(), p.row_indices.end()) {
        const auto note = [&](double lower, double upper) {
            limits.push_back(static_cast<std::uint8_t>((std::isfinite(lower) ? 1 : 0) + (std::isfinite(upper) ? 2 : 0) +
                                                       (lower == upper ? 4 : 0)));
        };
        for (std::size_t i = 0; i < p.row_lower.size(); ++i) note(p.row_lower[i], p.row_upper[i]);
        for (std::size_t j = 0; j < p.cost.size(); ++j) note(p.lower[j], p.upper[j]);
    }
    bool operator==(const Pattern&) const = default;
};

}  // namespace

struct PiqpCore::State {
    Pattern pattern;
    std::vector<std::int32_t> to;
    std::vector<bool> equation;
    WatchedSolver solver;
    piqp::Variables<double> start;  ///< an iterate of the last solve
    bool has_start = false;

    State(const Problem& p, bool firm) : pattern(p) {
        constexpr double firm_regularisation = 1e-8;
        Split split(p);
        if (firm) solver.settings().reg_lower_limit = firm_regularisation;
        solver.settings().kkt_solver = piqp::KKTSolver::sparse_ldlt;
        solver.settings().preconditioner_reuse_on_update = true;
        const Matrix none(p.columns(), p.columns());
        solver.setup(none, mapped(p.cost), split.a, split.b, split.g, split.lower, split.upper, mapped(p.lower),
                     mapped(p.upper));
        to = std::move(split.to);
        equation = std::move(split.equation);
    }

    void update(const Problem& p, const network::Change& change) {
        if (!change.limits && !change.coefficients) {
            solver.update(piqp::nullopt, mapped(p.cost));
            return;
        }
        // Other limits may fix other columns, whose coefficients then stand in for those that were there.
        const Split split(p);
        solver.update(piqp::nullopt, mapped(p.cost), split.a, split.b, split.g, split.lower, split.upper,
                      mapped(p.lower), mapped(p.upper));
    }
};

PiqpCore::PiqpCore(const Problem& problem, bool firm) : state_(std::make_unique<State>(problem, firm)) {}
PiqpCore::~PiqpCore() = default;

bool PiqpCore::update(const Problem& problem, const network::Change& change) {
    if (!(Pattern(problem) == state_->pattern)) return false;
    state_->update(problem, change);
    return true;
}

Result PiqpCore::solve(const Options& options) {
    WatchedSolver& solver = state_->solver;
    piqp::Variables<double> next;
    Watch watch{&options, nullptr, Clock::now(), -1, &next, false};
    set(solver.settings(), options);
    solver.watch(watch);
    if (state_->has_start) solver.begin_from(state_->start);
    Result result;
    result.from_last = state_->has_start;
    try {
        const piqp::Status status = solver.solve();
        result.status = status_of(status);
        if (result.status != Status::optimal) result.message = piqp::status_to_string(status);
    } catch (const Stop& stop) {
        result.status = stop.status;
    }
    solver.forget();
    const auto& found = solver.result();
    result.iterations = found.info.iter;
    // A run without an optimum leaves the earlier start as it was.
    if (result.status == Status::optimal && watch.kept) {
        state_->start = std::move(next);
        state_->has_start = true;
    }
    if (result.status == Status::cancelled || result.status == Status::time_limit || result.status == Status::failed)
        return result;
    result.x.assign(found.x.data(), found.x.data() + found.x.size());
    result.row_dual.resize(state_->to.size());
    for (std::size_t i = 0; i < result.row_dual.size(); ++i) {
        const std::int32_t at = state_->to[i];
        result.row_dual[i] = state_->equation[i] ? -found.y(at) : found.z_l(at) - found.z_u(at);
    }
    return result;
}

}  // namespace gaiku::solve
