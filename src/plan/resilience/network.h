#pragma once

#include "assess/resilience/study.h"
#include "plan/network/result.h"
#include "plan/resilience/conditions.h"
#include "technology/registry.h"

namespace gaiku {

/// A planned network cut off from the public grid, at the sizes of the plan, ready to be run from any step: an outage
/// that begins with a step finds the stores at the levels of the plan's schedule before it, tanks and bunkers as well
/// (a bunker is full). The loads are those of the demands' `outage:` shares.
///
/// For hours of island of the critical load: set `conditions.terms.ends_with = last_critical_class`, then
///   const auto island = network_island(district, technologies, plan, conditions);
///   resilience::OutageRun run(*island, months_of(island->steps(), island->step_hours()));
///   run.run();
/// and run.outages()[step].hours is how long the critical load is served when the grid fails at the beginning of that
/// step; censored at terms.horizon_steps. The district is looked at and outlives the island; the plan does not need to.
///
/// `more`: with more of something than was planned.
[[nodiscard]] std::unique_ptr<resilience::Island> network_island(const District& district,
                                                                 const Technologies& technologies,
                                                                 const NetworkPlan& plan,
                                                                 const OutageConditions& conditions,
                                                                 const resilience::More* more = nullptr);

/// The outages of a planned network as its section `resilience` says.
[[nodiscard]] resilience::Survival network_survival(const District& district, const Technologies& technologies,
                                                    const NetworkPlan& plan);

}  // namespace gaiku
