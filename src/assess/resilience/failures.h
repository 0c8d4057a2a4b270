#pragma once

#include <optional>

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
/// its probability and its own levels; states whose stores all meet at a limit are one, whichever outage they are of.
/// What is less probable than 1e-15 is left out. Where that takes more than Island::most_exact_steps, because every
/// history leaves other levels behind, it is done again less closely, and FailureDetail says so: first levels that
/// hardly differ are taken together, then outages begin at every 25th step only.
struct Failures {
    std::vector<double> hours;        ///< of each start: mean that the deciding load is served
    std::vector<double> probability;  ///< of each start and told hour: that it is served so long
    double lasted = 0;                ///< mean probability of reaching the horizon
    FailureDetail detail;
    std::size_t steps_run = 0;
};

/// `months`, `told_hours` as for survival_of; `detail`: so closely, whatever that takes. Without it nothing where even
/// the least close way is too long.
[[nodiscard]] std::optional<Failures> run_failures(const Island& island, const std::vector<std::uint8_t>& months,
                                                   const std::vector<double>& told_hours,
                                                   const std::optional<FailureDetail>& detail = {});

/// Puts them into a summary of the same outages.
void add_failures(const Island& island, const Failures& failures, const std::vector<std::uint8_t>& months,
                  Survival& survival);

/// Whether any unit may fail.
[[nodiscard]] bool may_fail(const Island& island);

}  // namespace gaiku::resilience
