#pragma once

#include "plan/network/model.h"
#include "plan/network/result.h"
#include "solve/elastic.h"
#include "solve/solution.h"

/// What a planner reads of a solution, or of there being none.
namespace gaiku {

/// One finding for each balance that cannot be met: what, where, when, by how much, and what stands in the way.
[[nodiscard]] std::vector<Finding> infeasible_findings(const District& district, const NetworkModel& model,
                                                       const solve::Infeasibility& why);

/// A problem that no solver has solved.
[[nodiscard]] Finding unsolved_finding(const District& district, const NetworkModel& model,
                                       const solve::Solution& solution);

/// "5 March, 17:00" of an hour of the planning year.
[[nodiscard]] Text moment(double hour);

/// Why a size is what it is, in a sentence.
[[nodiscard]] Text reason(const PlannedSize& size, const std::string& currency);

}  // namespace gaiku
