#pragma once

#include <chrono>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "network/network.h"
#include "solve/solver.h"

/// What the parts of solving by windows share.
namespace gaiku::solve {

inline constexpr double infinity = std::numeric_limits<double>::infinity();

/// How much time is left, and whether to stop.
class Deadline {
public:
    explicit Deadline(const Options& options)
        : cancel_(options.cancel), limit_s_(options.time_limit_s), start_(Clock::now()) {}

    [[nodiscard]] double passed_s() const { return std::chrono::duration<double>(Clock::now() - start_).count(); }
    [[nodiscard]] double left_s() const { return limit_s_ > passed_s() ? limit_s_ - passed_s() : 0; }
    [[nodiscard]] bool cancelled() const { return cancel_.stop_requested(); }
    [[nodiscard]] bool over() const { return cancelled() || left_s() == 0; }

private:
    using Clock = std::chrono::steady_clock;
    std::stop_token cancel_;
    double limit_s_;
    Clock::time_point start_;
};

/// How far a cost lies above its bound, relative to the cost.
[[nodiscard]] double relative_gap(double cost, double bound);
/// What is told of a search: its best so far, whose x is empty where there is none, and that no solution costs less
/// than `bound`.
[[nodiscard]] Progress progress_of(const Result& best, double bound, const Deadline& deadline);

/// Steps from `begin` to before `end`.
struct Span {
    int begin = 0, end = 0;
    [[nodiscard]] int length() const { return end - begin; }
};

/// A year whose numbers of units are given, and its relaxation: what it costs without on and off, and its prices.
struct Year {
    const network::Network& network;
    const network::LinearProblem& written;
    Problem problem;        ///< with the limits of the given numbers of units
    const Result& relaxed;  ///< without the integers
    const Solvers& solvers;
    const Options& options;
    const Deadline& deadline;

    [[nodiscard]] int steps() const { return written.structure().steps; }
    [[nodiscard]] std::int32_t first_column(int step) const { return step * written.structure().columns_per_step; }
    [[nodiscard]] std::int32_t first_global() const { return first_column(steps()); }
    [[nodiscard]] double hours(Span span) const;
    /// How far from its best a window may end, so that all of them together are within the gap asked for.
    [[nodiscard]] double allowed_gap(Span span, double times = 1) const;
};

/// Side by side; what is left over at the end is a window or joins the last one.
[[nodiscard]] std::vector<Span> cut(int steps, int length);

}  // namespace gaiku::solve
