#include "solve/windows/year.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace gaiku::solve {

double Year::hours(Span span) const {
    const auto all = network.horizon().hours();
    return std::accumulate(all.begin() + span.begin, all.begin() + span.end, 0.0);
}

double Year::allowed_gap(Span span, double times) const {
    // The rest is for what is lost where windows meet, and for what the bound does not see. Below 0.02 % a window takes
    // minutes for less than what is lost there.
    constexpr double part = 0.6, least = 2e-4;
    const double gap = std::max(least, times * part * options.integer_gap);
    return gap * std::abs(relaxed.objective) * hours(span) / hours({0, steps()});
}

double relative_gap(double cost, double bound) {
    constexpr double tiny = 1e-10;
    return std::max(0.0, cost - bound) / std::max(tiny, std::abs(cost));
}

Progress progress_of(const Result& best, double bound, const Deadline& deadline) {
    Progress progress;
    progress.seconds = deadline.passed_s();
    progress.bound = bound;
    if (best.x.empty()) return progress;
    progress.objective = best.objective;
    progress.gap = relative_gap(best.objective, bound);
    return progress;
}

std::vector<Span> cut(int steps, int length) {
    std::vector<Span> spans;
    for (int begin = 0; begin < steps;) {
        const int rest = steps - begin;
        const int end = rest < length + length / 2 ? steps : begin + length;
        spans.push_back({begin, end});
        begin = end;
    }
    return spans;
}

}  // namespace gaiku::solve
