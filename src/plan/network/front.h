#pragma once

#include <optional>
#include <string>
#include <vector>

#include "plan/network/planner.h"
#include "plan/network/studies.h"

namespace gaiku {

/// Told before each point or variation: how many are done, of how many.
using StudyProgress = std::function<void(std::size_t done, std::size_t all)>;

/// The front of cost against CO2 or primary energy, from the least cost (`base`, already planned) to the least of the
/// other: between them, points at equal distances of the limit, each a plan of least cost under it. Points share matrix
/// and start. A point that cannot be solved says so and stops no other.
[[nodiscard]] Front front_of(const District& district, const NetworkPlan& base, NetworkPlanner& planner,
                             const solve::Options& options, const StudyProgress& progress);

/// What `plan.front` needs beside its descriptors: a factor of everything that is bought.
void check_front(const District& district, Findings& findings);

}  // namespace gaiku
