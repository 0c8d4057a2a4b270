#pragma once

#include "assess/resilience/survival.h"

namespace gaiku::resilience {

/// How long outages last when generators' units may be under repair, fail to start, or fail while they run: exactly,
/// not by sampling.
///
/// The state of an outage is how many units of each generator can run, and the levels. It begins with
///   P(n of N units) = C(N, n) a^n (1 - a)^(N - n),  a = availability x (1 - fails to start),
/// and in each step in which a generator runs its n units become m with
///   C(n, m) s^m (1 - s)^(n - m),  s = (1 - 1 / mean time to failure)^hours.
/// A unit that fails in a step gives nothing in it, and none is mended during the outage. Every state is carried with
/// its probability and its own levels; states of the same levels are one, whichever outage they are of, and so are
/// those that differ only in how much more than plenty of fuel there is. Where that is more than FailureLimits, the
/// least probable histories are followed no further: they count as ended then, and `more` says how probable they were,
/// so that
///   probability <= what is so <= probability + more.
struct Failures {
    std::vector<double> hours;        ///< of each start: mean that the deciding load is served, at least
    std::vector<double> more_hours;   ///< of each start: that it may be at most beyond that
    std::vector<double> probability;  ///< of each start and told hour: that it is served so long, at least
    std::vector<double> more;         ///< of each start and told hour: that it may be at most beyond that
    double lasted = 0;                ///< mean probability of reaching the horizon, at least
    std::size_t steps_run = 0;
};

/// How much work is put into histories.
struct FailureLimits {
    std::size_t most_runs = 50'000'000;   ///< steps of the island
    std::size_t least_states = 16;        ///< that are carried on in any case
    std::size_t most_shares = 2'000'000;  ///< parts of outages under way at a time
};

/// `months`, `told_hours` as for survival_of.
[[nodiscard]] Failures run_failures(const Island& island, const std::vector<std::uint8_t>& months,
                                    const std::vector<double>& told_hours, const FailureLimits& limits);
/// With the island's own limits.
[[nodiscard]] Failures run_failures(const Island& island, const std::vector<std::uint8_t>& months,
                                    const std::vector<double>& told_hours);

/// Puts them into a summary of the same outages.
void add_failures(const Island& island, const Failures& failures, const std::vector<std::uint8_t>& months,
                  Survival& survival);

/// Whether any unit may fail.
[[nodiscard]] bool may_fail(const Island& island);

}  // namespace gaiku::resilience
