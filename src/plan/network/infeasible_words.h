#pragma once

#include <vector>

#include "plan/network/model.h"
#include "solve/elastic.h"

/// What a planner reads where a district cannot work.
namespace gaiku {

/// One finding for what is missing or too much: which balance or limit, where, when, by how much, what stands in the
/// way, and how far that would have to give. None where nothing was found.
[[nodiscard]] std::vector<Finding> infeasible_findings(const District& district, const NetworkModel& model,
                                                       const solve::Infeasibility& why);

}  // namespace gaiku
