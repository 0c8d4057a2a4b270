#pragma once

#include <optional>

#include "plan/network/model.h"
#include "plan/network/result.h"
#include "solve/endless.h"
#include "solve/solution.h"

/// What a planner reads of a solution, or of there being none; infeasible_words.h has the districts that cannot work.
namespace gaiku {

/// What earns without end, so that no cost is the least.
[[nodiscard]] std::vector<Finding> unbounded_findings(const District& district, const NetworkModel& model,
                                                      const std::vector<solve::Endless>& why);

/// A problem that no solver has solved.
[[nodiscard]] Finding unsolved_finding(const District& district, const solve::Solution& solution);

/// What prices of a plan with machines that are on or off mean, and how far it may be from the best; nothing for
/// others.
[[nodiscard]] std::optional<Text> integer_note(const SolveFigures& figures);

/// Why a size of the plan is what it is, in a sentence. Money is of what the plan's costs are of: a year, the hours
/// planned or a life cycle.
[[nodiscard]] Text reason(const PlannedSize& size, const NetworkPlan& plan);

}  // namespace gaiku
