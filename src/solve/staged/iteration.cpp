#include "solve/staged/iteration.h"

#include <algorithm>
#include <cmath>

namespace gaiku::solve::staged {
namespace {

constexpr std::int64_t most_iterations = 200;
/// Without half the distance from the tolerances in so many iterations it stands still.
constexpr std::int64_t patience = 15;
/// So much closer than asked for, where it can be had: settling changes the cost by some times the gap, and only by
/// what the gap leaves of the tolerance.
constexpr double closer_gap = 0.01, closer_residual = 0.1;
/// What a direction's residual may be at most, of what was asked for; beyond that a pivot was lost.
constexpr double pivot_lost = 1e4;
constexpr double most_regularisation = 1e-5, regularisation_of_short_steps = 5e-7;
/// A row that little can fill (a demand of a ten-millionth of the peak) has pivots below the regularisation, which
/// refinement cannot mend: it shows by so large a residual of a direction, of what was asked for.
constexpr double not_refined = 10, least_regularisation = 1e-9;
/// What pairs are raised to that end every step, of the mean product, and how often.
constexpr double lifted = 0.1;
constexpr int most_lifts = 5;
constexpr int centrality_correctors = 2;
/// A corrector costs a third of an iteration: another one is tried below so long a step, where the last one made it
/// longer by so much. Measured on nine districts: 0.03 and 0.99 take a tenth fewer iterations and a tenth more time.
constexpr double long_step = 0.9, worth_a_corrector = 0.25;
/// From an earlier run's iterate, whose products are further from one another.
constexpr int correctors_of_a_warm_start = 3;
/// Relative gap and residual of the point that the next run begins with.
constexpr double kept_gap = 0.05, kept_residual = 1e-3;

double length(double decrease) {
    return 1 / std::max(0.1, decrease);
}

}  // namespace

Iteration::Iteration(Model& model, const Options& options)
    : m_(model), options_(options), begin_(std::chrono::steady_clock::now()) {}

Newton::Accuracy Iteration::accuracy(double relative) const {
    return {relative * (1 + m_.largest_cost), relative * (1 + m_.largest_right)};
}

Outcome Iteration::run(const Point* from) {
    m_.clear();
    m_.newton->reset();
    correctors_ = from != nullptr ? correctors_of_a_warm_start : centrality_correctors;
    if (from != nullptr) {
        start_from(*from);
    } else {
        start();
    }
    best_ = best_mu_ = saved_ = std::numeric_limits<double>::infinity();
    short_steps_ = lifts_ = 0;
    last_primal_step_ = 0;
    for (best_at_ = iterations;; ++iterations) {
        Sums steps, all;
        m_.newton->renew(steps, all);
        take(steps, all);
        if (const auto outcome = judge()) {
            return end(*outcome);
        }
        if (kept.empty() && gap < kept_gap && primal_error < kept_residual) keep();
        if (!advance()) return end(Outcome::stalled);
    }
}

/// What is read later: where it stands, or the best that was within the tolerances.
Outcome Iteration::end(Outcome outcome) {
    if (outcome != Outcome::optimal && saved_ <= 3) return Outcome::optimal;
    read();
    return outcome;
}

void Iteration::read() {
    m_.read(answer.x, answer.row_dual);
    answer.gap = gap;
}

void Iteration::measure() {
    Sums steps, all;
    m_.newton->residuals(steps, all);
    take(steps, all);
}

/// The figures of an iterate, from what a pass over it found.
void Iteration::take(const Sums& steps, const Sums& all) {
    const double unit = m_.scaling.unit * m_.scaling.cost_unit;
    mu_ = (steps.xz + all.xz) / m_.pairs;
    objective = (steps.primal_objective + all.primal_objective) * unit + m_.fixed_cost;
    dual_objective = (steps.dual_objective + all.dual_objective) * unit + m_.fixed_cost;
    gap = std::abs(objective - dual_objective) / (1 + std::abs(objective));
    primal_error = std::max(steps.primal_error / (1 + m_.largest_right), all.primal_error);
    dual_error = std::max(steps.dual_error / (1 + m_.largest_cost), all.dual_error);
}

/// Whether to end here.
std::optional<Outcome> Iteration::judge() {
    const double tolerance = options_.tolerance;
    if (options_.progress) {
        const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - begin_;
        options_.progress({passed.count(), iterations, objective, gap});
    }
    if (options_.cancel.stop_requested()) return Outcome::cancelled;
    if (primal_error <= closer_residual * tolerance && dual_error <= closer_residual * tolerance &&
        gap <= closer_gap * tolerance)
        return Outcome::optimal;
    const double distance = primal_error / tolerance + dual_error / tolerance + gap / tolerance;
    if (primal_error <= tolerance && dual_error <= tolerance && gap <= tolerance && distance < saved_) {
        saved_ = distance;
        read();
    }
    const double judged = primal_error / tolerance + dual_error / tolerance + std::min(1.0, gap) / tolerance;
    // Where the objective is near 0, its gap is large beside it until the end: the products tell that it goes on.
    const bool gap_tells_nothing = gap > kept_gap && std::max(primal_error, dual_error) < kept_residual;
    if (judged < 0.5 * best_ || (gap_tells_nothing && mu_ < 0.5 * best_mu_)) {
        best_ = std::min(best_, judged);
        best_mu_ = std::min(best_mu_, mu_);
        best_at_ = iterations;
    }
    const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - begin_;
    if (passed.count() > options_.time_limit_s) return Outcome::time_limit;
    // Little is gained once the tolerance is reached and the next digit does not come by itself.
    const std::int64_t wait = saved_ <= 3 ? 3 : patience;
    if (!(mu_ < 1e100) || short_steps_ > 3 || iterations > best_at_ + wait) return Outcome::stalled;
    const std::int64_t most = options_.most_iterations > 0 ? options_.most_iterations : most_iterations;
    if (iterations >= most) return Outcome::most_iterations;
    return std::nullopt;
}

/// One iteration; false: it cannot go on.
bool Iteration::advance() {
    Newton& newton = *m_.newton;
    const double relative = std::max(1e-12, 1e-4 * std::min(1.0, gap));
    const Newton::Accuracy to = accuracy(relative);
    Sums sums;
    double error = newton.solve({Mode::predictor, 0, 0, 0}, true, to, 3, sums);
    while (!(error < pivot_lost) && newton.regularise(most_regularisation)) {
        newton.factor();
        sums = {};
        error = newton.solve({Mode::predictor, 0, 0, 0}, true, to, 3, sums);
    }
    // A full step takes a residual away, but for what refinement left of it; with large duals that is the gap.
    const bool stays = last_primal_step_ > long_step && primal_error > 0.5 * last_primal_error_ &&
                       gap > options_.tolerance && gap > 0.5 * last_gap_;
    if ((error > not_refined && primal_error > options_.tolerance) || stays) newton.sharpen(least_regularisation);
    double primal = std::min(1.0, length(sums.primal[0])), dual = std::min(1.0, length(sums.dual[0]));
    // x dz = -x z - z dx in every pair.
    const double affine = (1 - dual) * mu_ + ((primal - dual) * sums.dxz + primal * dual * sums.dxdz) / m_.pairs;
    double sigma = std::pow(std::max(0.0, affine) / mu_, 3.5);
    if (std::min(primal, dual) < 0.1) sigma = std::max(sigma, 0.3);
    correct(std::clamp(sigma, 1e-6, 0.9) * mu_, primal, dual);
    primal = std::min(1.0, 0.99 * primal);
    dual = std::min(1.0, 0.99 * dual);
    if (!std::isfinite(primal) || !std::isfinite(dual) || !(mu_ > 0)) return false;
    newton.step(primal, dual);
    last_primal_step_ = primal;
    last_primal_error_ = primal_error;
    last_gap_ = gap;
    short_steps_ = std::min(primal, dual) < 1e-3 ? short_steps_ + 1 : 0;
    if (short_steps_ == 2 && lifts_ < most_lifts) {
        newton.move();
        lift();
        ++lifts_;
        short_steps_ = 0;
    }
    if (short_steps_ == 2 && newton.regularise(regularisation_of_short_steps)) short_steps_ = 0;
    return true;
}

/// Pairs whose product is far below that of the others end every step, where they are smaller than a direction is
/// exact: the smaller number of each is raised, or both.
void Iteration::lift() {
    Memory& m = m_.memory;
    const double least = lifted * mu_;
    const auto raise = [least, root = std::sqrt(least)](double& x, double& z) {
        if (!(x * z < least)) return;
        const double larger = std::max({x, z, root});
        const bool x_is_larger = x >= z;
        (x_is_larger ? x : z) = larger;
        (x_is_larger ? z : x) = least / larger;
    };
    for (std::size_t e = 0; e < m.x.size(); ++e)
        if (m_.has_pair[e] != 0) raise(m.x[e], m.z[e]);
    for (std::size_t i = 0; i < m.w.size(); ++i)
        if (m_.has_upper[i] != 0) raise(m.w[i], m.v[i]);
}

/// Correctors on the predictor in memory.main, towards products of mu.
void Iteration::correct(double mu, double& primal, double& dual) {
    const Newton::Accuracy to = accuracy(std::max(1e-12, 1e-4 * std::min(1.0, gap)));
    Sums sums;
    if (m_.newton->solve({Mode::second_order, mu, 0, 0}, false, to, 2, sums) < pivot_lost)
        take_corrector(sums, primal, dual);
    for (int c = 0; c < correctors_ && std::min(primal, dual) < long_step; ++c) {
        const double primal_before = primal, dual_before = dual;
        const Target target{Mode::centrality, mu, std::min(1.0, primal + 0.5), std::min(1.0, dual + 0.5)};
        sums = {};
        if (!(m_.newton->solve(target, false, to, 1, sums) < pivot_lost)) break;
        take_corrector(sums, primal, dual);
        if (primal < primal_before + worth_a_corrector && dual < dual_before + worth_a_corrector) break;
    }
}

/// Adds a corrector with the weights, primal and dual apart, that give the longest steps.
void Iteration::take_corrector(const Sums& sums, double& primal, double& dual) {
    std::size_t by_primal = 0, by_dual = 0;
    const auto better = [](double a, double b) { return std::min(1.0, length(a)) > std::min(1.0, length(b)) + 0.01; };
    for (std::size_t j = 1; j < 4; ++j) {
        if (better(sums.primal[j], sums.primal[by_primal])) by_primal = j;
        if (better(sums.dual[j], sums.dual[by_dual])) by_dual = j;
    }
    m_.newton->take(corrector_weight[by_primal], corrector_weight[by_dual]);
    primal = length(sums.primal[by_primal]);
    dual = length(sums.dual[by_dual]);
}

/// The least-norm primal and dual points (with D = theta = 1), moved inside.
void Iteration::start() {
    Memory& m = m_.memory;
    std::copy(m_.has_pair.begin(), m_.has_pair.end(), m.z.begin());
    std::fill(m.by_x.begin(), m.by_x.end(), 1);
    std::fill(m.by_w.begin(), m.by_w.end(), 0);
    m.each_node([](std::size_t /*node*/, std::size_t /*pair*/) {},
                [&](std::size_t /*node*/, std::size_t /*row*/, std::size_t slack, std::size_t e) {
                    if (slack != Memory::none) m.theta[slack] = m_.has_pair[e];
                });
    m_.newton->factor();
    const Newton::Accuracy to = accuracy(1e-8);
    Sums sums;
    m_.newton->solve({Mode::primal_start, 0, 0, 0}, false, to, 2, sums);
    const Strip node = m.found.node;
    m.each_node([&](std::size_t n, std::size_t e) { m.x[e] = node[n]; },
                [&](std::size_t n, std::size_t /*row*/, std::size_t slack, std::size_t e) {
                    if (slack != Memory::none) m.x[e] = m_.has_pair[e] != 0 ? -node[n] : 0;
                });
    sums = {};
    m_.newton->solve({Mode::dual_start, 0, 0, 0}, false, to, 2, sums);
    m.each_node([&](std::size_t n, std::size_t e) { m.z[e] = m_.has_pair[e] != 0 ? node[n] : 0; },
                [&](std::size_t n, std::size_t r, std::size_t slack, std::size_t e) {
                    m.y[r] = node[n];
                    if (slack != Memory::none) m.z[e] = m_.has_pair[e] != 0 ? -node[n] : 0;
                });
    shift_start();
}

void Iteration::shift_start() {
    Memory& m = m_.memory;
    const auto each_upper = [&](auto use) {
        const Plan& p = m_.order.plan;
        const auto lanes = at(m_.segments.lanes);
        for (std::size_t i = 0; i < m_.has_upper.size(); ++i) {
            if (m_.has_upper[i] == 0) continue;
            std::size_t e = 0;
            if (i < m.global().upper) {
                const std::size_t frame = i / (at(p.uppers) * lanes), k = i / lanes % at(p.uppers);
                e = (frame * at(p.pairs) + at(p.pair_of_upper[k])) * lanes + i % lanes;
            } else {
                e = m.global().pair + i - m.global().upper;
            }
            use(i, e);
        }
    };
    double primal = 0, dual = 0, products = 0, of_primal = 0, of_dual = 0;
    each_upper([&](std::size_t i, std::size_t e) {
        m.w[i] = m.limit[i] - m.x[e];
        m.v[i] = std::max(0.0, -m.z[e]);
        m.z[e] = std::max(0.0, m.z[e]);
        primal = std::max(primal, -1.5 * m.w[i]);
    });
    const auto each = [&](auto use) {
        for (std::size_t e = 0; e < m.x.size(); ++e)
            if (m_.has_pair[e] != 0) use(m.x[e], m.z[e]);
        for (std::size_t i = 0; i < m.w.size(); ++i)
            if (m_.has_upper[i] != 0) use(m.w[i], m.v[i]);
    };
    each([&](double x, double z) {
        primal = std::max(primal, -1.5 * x);
        dual = std::max(dual, -1.5 * z);
    });
    each([&](double x, double z) {
        products += (x + primal) * (z + dual);
        of_primal += x + primal;
        of_dual += z + dual;
    });
    primal = std::max(1e-3, primal + (of_dual > 0 ? 0.5 * products / of_dual : 1));
    dual = std::max(1e-3, dual + (of_primal > 0 ? 0.5 * products / of_primal : 1));
    each([&](double& x, double& z) {
        x += primal;
        z += dual;
    });
}

/// Reduced costs take up what has changed where they stay positive; the rest is lifted to the products that there were.
void Iteration::start_from(const Point& point) {
    Memory& m = m_.memory;
    const auto copy = [](const Floats& from, Strip to, double unit) {
        std::transform(from.begin(), from.end(), to.begin(), [unit](float a) { return a / unit; });
    };
    copy(point.x, m.x, m_.scaling.unit);
    copy(point.y, m.y, m_.scaling.cost_unit);
    copy(point.w, m.w, m_.scaling.unit);
    copy(point.v, m.v, m_.scaling.cost_unit);
    const double mu = point.mu / (m_.scaling.unit * m_.scaling.cost_unit);
    for (std::size_t e = 0; e < m.x.size(); ++e) m.z[e] = m_.has_pair[e] != 0 ? mu / m.x[e] : 0;
    measure();
    const auto take_up = [&](std::size_t e, double residual) {
        if (m_.has_pair[e] != 0) m.z[e] = std::max(m.z[e] + residual, mu / m.x[e]);
    };
    m.each_node([&](std::size_t n, std::size_t e) { take_up(e, m.found.node[n]); },
                [&](std::size_t /*node*/, std::size_t /*row*/, std::size_t slack, std::size_t e) {
                    if (slack != Memory::none) take_up(e, m.found.slack[slack]);
                });
}

/// A pair stays one, however small its numbers are.
void Iteration::keep() {
    const auto copy = [](Strip from, Floats& to, double unit) {
        to.resize(from.size());
        std::transform(from.begin(), from.end(), to.begin(), [unit](double a) {
            const auto narrow = static_cast<float>(a * unit);
            return a > 0 ? std::max(narrow, std::numeric_limits<float>::min()) : narrow;
        });
    };
    const Memory& m = m_.memory;
    copy(m.x, kept.x, m_.scaling.unit);
    copy(m.y, kept.y, m_.scaling.cost_unit);
    copy(m.w, kept.w, m_.scaling.unit);
    copy(m.v, kept.v, m_.scaling.cost_unit);
    kept.mu = mu_ * m_.scaling.unit * m_.scaling.cost_unit;
}

}  // namespace gaiku::solve::staged
