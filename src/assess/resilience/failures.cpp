#include "assess/resilience/failures.h"

#include <algorithm>

#include "assess/resilience/failure_run.h"

namespace gaiku::resilience {
namespace {

/// Sums up curves of starts, and how far they may be exceeded.
class Sum {
public:
    void add(const Failures& failures, std::size_t start, std::size_t told) {
        curve_.probability.resize(told);
        more_.probability.resize(told);
        curve_.starts += 1;
        curve_.mean_hours += failures.hours[start];
        more_.mean_hours += failures.more_hours[start];
        for (std::size_t i = 0; i < told; ++i) {
            curve_.probability[i] += failures.probability[start * told + i];
            more_.probability[i] += failures.more[start * told + i];
        }
    }
    Curve mean(std::size_t told) { return mean(curve_, told); }
    Curve mean_of_more(std::size_t told) {
        more_.starts = curve_.starts;
        return mean(more_, told);
    }

private:
    static Curve mean(Curve curve, std::size_t told) {
        curve.probability.resize(told);
        if (curve.starts > 0) {
            curve.mean_hours /= curve.starts;
            for (double& p : curve.probability) p /= curve.starts;
        }
        return curve;
    }

    Curve curve_, more_;
};

}  // namespace

bool may_fail(const Island& island) {
    return std::any_of(island.generators().begin(), island.generators().end(),
                       [](const Reliability& is) { return !is.is_certain(); });
}

Failures run_failures(const Island& island, const std::vector<std::uint8_t>& months,
                      const std::vector<double>& told_hours, const FailureLimits& limits) {
    return FailureRun(island, months, told_hours, limits).run();
}

Failures run_failures(const Island& island, const std::vector<std::uint8_t>& months,
                      const std::vector<double>& told_hours) {
    FailureLimits limits;
    limits.most_runs = island.most_failure_steps();
    return run_failures(island, months, told_hours, limits);
}

void add_failures(const Island& island, const Failures& failures, const std::vector<std::uint8_t>& months,
                  Survival& survival) {
    const std::size_t told = survival.hours.size();
    constexpr std::size_t hours_a_day = 24;
    Sum all;
    std::array<Sum, 4> seasons;
    std::vector<Sum> start_hours(hours_a_day);
    for (std::size_t s = 0; s < island.steps(); ++s) {
        all.add(failures, s, told);
        seasons[static_cast<std::size_t>(season_of(months[s]))].add(failures, s, told);
        start_hours[start_hour(s, island.step_hours())].add(failures, s, told);
    }
    survival.without_failures = std::move(survival.all);
    survival.all = all.mean(told);
    survival.lasted = failures.lasted;
    survival.may_be_more = all.mean_of_more(told);
    double& most = survival.most_left_out;
    most = 0;
    const auto take = [&](Sum& sum, Curve& into) {
        into = sum.mean(told);
        for (const double p : sum.mean_of_more(told).probability) most = std::max(most, p);
    };
    for (std::size_t i = 0; i < seasons.size(); ++i) take(seasons[i], survival.seasons[i]);
    for (std::size_t i = 0; i < hours_a_day; ++i) take(start_hours[i], survival.start_hours[i]);
}

}  // namespace gaiku::resilience
