#pragma once

#include "plan/network/planner.h"
#include "simulate/equipment.h"

/// Scenarios that are run hour by hour by rules (plan.operation: rules), see src/simulate/README.md.
namespace gaiku {

[[nodiscard]] bool runs_by_rules(const District& district);

/// What is run: the machines and balances of a model, which outlives it.
[[nodiscard]] simulate::Inputs inputs_of(const District& district, const NetworkModel& model);

/// Runs it: the same plan as an optimiser's, without prices; or findings that say which balance the rules broke. A
/// limit on a year's sum that comes out broken (CO2, budget) is a warning beside the plan.
[[nodiscard]] NetworkOutcome plan_by_rules(const District& district, const Technologies& technologies);

/// Sizes that are not given, rules that lack what they go by.
void check_rules(const District& district, Findings& findings);

}  // namespace gaiku
