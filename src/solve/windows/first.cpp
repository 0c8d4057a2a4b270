#include "solve/windows/first.h"

#include <algorithm>
#include <cmath>

#include "solve/turn_over.h"
#include "solve/windows/schedule.h"

namespace gaiku::solve {
namespace {

/// Fewer whole numbers are searched in less than a second.
constexpr std::ptrdiff_t least_searched = 200;
/// Of the time limit that a first solution may take.
constexpr double share_of_time = 0.2;
/// A dive comes no closer than this, and a search within it takes so many seconds at most.
constexpr double dive_gap = 0.02, dive_seconds = 5;
constexpr double look_ahead_h = 24, bit_h = 48;

int steps_of(const network::Network& network, double hours) {
    return std::max(1, static_cast<int>(std::lround(hours / network.horizon().hours(0))));
}

}  // namespace

std::vector<double> first_on_off(const network::Network& network, const network::LinearProblem& problem,
                                 const Solvers& solvers, const Options& options) {
    const auto integer = problem.integer();
    if (std::count(integer.begin(), integer.end(), 1) < least_searched || !numbers_of_a_year(problem).empty())
        return {};
    Options plain = options;
    plain.progress = nullptr;
    plain.time_limit_s = share_of_time * options.time_limit_s;
    const Deadline deadline(plain);
    Problem relaxed = view(problem);
    relaxed.integer = {};
    const Result relaxation = solve(relaxed, solvers, plain);
    if (relaxation.status != Status::optimal) return {};
    const Year year{network, problem, view(problem), relaxation, solvers, plain, deadline};
    WindowSchedule schedule(year, steps_of(network, look_ahead_h));
    const double loose = std::max(1.0, dive_gap / options.integer_gap);
    for (const Span bit : cut(year.steps(), steps_of(network, bit_h)))
        if (deadline.over() || schedule.fix(bit, dive_seconds, loose) != Status::optimal) return {};
    Result found = with_integers_fixed(view(problem), schedule.x(),
                                       [&](const Problem& fixed) { return solve(fixed, solvers, plain); });
    return found.status == Status::optimal ? std::move(found.x) : std::vector<double>();
}

}  // namespace gaiku::solve
