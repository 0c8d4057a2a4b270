#include "solve/piqp/core.h"

#include <chrono>
#include <cmath>
#include <piqp/piqp.hpp>

namespace gaiku::solve {
namespace {

using Matrix = Eigen::SparseMatrix<double, Eigen::ColMajor, int>;
using Vector = Eigen::VectorXd;
using Clock = std::chrono::steady_clock;

/// Years of one place take about 50, hard ones 120.
constexpr piqp::isize most_iterations = 300;

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

    void look() {
        const double seconds = std::chrono::duration<double>(Clock::now() - start).count();
        if (options->cancel.stop_requested()) throw Stop{Status::cancelled};
        if (seconds > options->time_limit_s) throw Stop{Status::time_limit};
        if (!options->progress || result->info.iter == told) return;
        told = result->info.iter;
        options->progress({seconds, told, result->info.primal_obj, result->info.duality_gap_rel});
    }
};

struct WatchedScaling : piqp::sparse::RuizEquilibration<double, int> {
    Watch* watch = nullptr;
    double unscale_cost(double cost) const {
        if (watch) watch->look();
        return piqp::sparse::RuizEquilibration<double, int>::unscale_cost(cost);
    }
};

class WatchedSolver : public piqp::SparseSolver<double, int, WatchedScaling> {
public:
    void watch(Watch& watch) {
        watch.result = &result();
        m_preconditioner.watch = &watch;
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

void set_up(WatchedSolver& solver, const Problem& p, const Split& split, const Options& options, bool firm) {
    auto& settings = solver.settings();
    constexpr double firm_regularisation = 1e-8;
    if (firm) settings.reg_lower_limit = firm_regularisation;
    settings.kkt_solver = piqp::KKTSolver::sparse_ldlt;
    // One or two iterations more bring idle flows from 1e-3 kW down to 1e-5 kW, where they can be told from small ones.
    constexpr double closer = 0.01;
    settings.eps_abs = options.tolerance;
    settings.eps_rel = options.tolerance;
    settings.eps_duality_gap_abs = options.tolerance;
    settings.eps_duality_gap_rel = options.tolerance * closer;
    settings.max_iter = most_iterations;
    // At its own 1e-4 it takes districts for infeasible that have an optimum, where costs of a fault (unserved demand)
    // and of energy lie far apart.
    constexpr double certain = 1e-7;
    settings.eps_primal_inf = certain;
    settings.eps_dual_inf = certain;
    const Matrix none(p.columns(), p.columns());
    const Eigen::Map<const Vector> cost(p.cost.data(), p.columns()), lower(p.lower.data(), p.columns()),
        upper(p.upper.data(), p.columns());
    solver.setup(none, cost, split.a, split.b, split.g, split.lower, split.upper, lower, upper);
}

}  // namespace

Result run_piqp(const Problem& p, const Options& options, bool firm) {
    Watch watch{&options, nullptr, Clock::now()};
    const Split split(p);
    WatchedSolver solver;
    Result result;
    set_up(solver, p, split, options, firm);
    solver.watch(watch);
    try {
        const piqp::Status status = solver.solve();
        result.status = status_of(status);
        if (result.status != Status::optimal) result.message = piqp::status_to_string(status);
    } catch (const Stop& stop) {
        result.status = stop.status;
        result.iterations = solver.result().info.iter;
        return result;
    }
    const auto& found = solver.result();
    result.iterations = found.info.iter;
    if (result.status == Status::infeasible || result.status == Status::unbounded) return result;
    result.x.assign(found.x.data(), found.x.data() + found.x.size());
    result.row_dual.resize(p.row_lower.size());
    for (std::size_t i = 0; i < result.row_dual.size(); ++i) {
        const std::int32_t at = split.to[i];
        result.row_dual[i] = split.equation[i] ? -found.y(at) : found.z_l(at) - found.z_u(at);
    }
    return result;
}

}  // namespace gaiku::solve
