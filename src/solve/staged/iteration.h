#pragma once

#include <chrono>
#include <optional>

#include "solve/staged/model.h"

namespace gaiku::solve::staged {

/// An iterate in the problem's own units of costs and right-hand sides (rows and columns scaled), to begin with again:
/// where it stood half-way, for which seven digits are enough. Reduced costs follow from the duals and the mean
/// product.
struct Point {
    Floats x, y, w, v;
    double mu = 0;
    [[nodiscard]] bool empty() const { return x.empty(); }
};

enum class Outcome { optimal, stalled, most_iterations, time_limit, cancelled };

/// The primal-dual interior point method: a predictor, a second-order corrector, and centrality correctors as long as
/// they lengthen the step.
class Iteration {
public:
    Iteration(Model& model, const Options& options);

    /// From the middle, or from a point of an earlier run.
    Outcome run(const Point* from);

    /// A point of this run that the next one may begin from; empty: there was none.
    Point kept;
    /// What the run came to, in the problem's units; rows that are gone: 0.
    struct Answer {
        std::vector<double> x, row_dual;
        double gap = 0;  ///< relative
    } answer;
    std::int64_t iterations = 0;
    double objective = 0, dual_objective = 0, gap = 0;  ///< in the problem's units; gap relative
    double primal_error = 0, dual_error = 0;            ///< relative

private:
    void lift();
    void start();
    void shift_start();
    void start_from(const Point& point);
    void measure();
    void take(const Sums& steps, const Sums& all);
    [[nodiscard]] std::optional<Outcome> judge();
    bool advance();
    void correct(double mu, double& primal, double& dual);
    void take_corrector(const Sums& sums, double& primal, double& dual);
    void keep();
    Outcome end(Outcome outcome);
    void read();
    [[nodiscard]] Newton::Accuracy accuracy(double relative) const;

    Model& m_;
    const Options& options_;
    std::chrono::steady_clock::time_point begin_;
    double mu_ = 0;
    double best_ = 0, saved_ = 0;  ///< distances from the tolerances
    double best_mu_ = 0, last_primal_step_ = 0, last_primal_error_ = 0, last_gap_ = 0;
    std::int64_t best_at_ = 0;
    int short_steps_ = 0, lifts_ = 0;
    int correctors_ = 0;
};

}  // namespace gaiku::solve::staged
