#pragma once

#include <optional>

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

/// What prices of a plan with machines that are on or off mean, and how far it may be from the best; nothing for
/// others.
[[nodiscard]] std::optional<Text> integer_note(const SolveFigures& figures);

/// Why a size is what it is, in a sentence.
[[nodiscard]] Text reason(const PlannedSize& size, const std::string& currency);

}  // namespace gaiku
