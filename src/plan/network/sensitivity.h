#pragma once

#include "plan/network/front.h"

namespace gaiku {

/// How the answer follows prices and costs: each entry of `plan.sensitivity` is changed alone, down and up, and the
/// district planned anew from memory and the last solution. On the way to each end every change
/// of what is built is looked for (turns.h).
[[nodiscard]] Sensitivity sensitivity_of(const District& district, const NetworkPlan& base, NetworkPlanner& planner,
                                         const solve::Options& options, const StudyProgress& progress);

/// Entries of `plan.sensitivity` that name no number.
void check_sensitivity(const District& district, Findings& findings);

}  // namespace gaiku
