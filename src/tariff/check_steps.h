#pragma once

#include "tariff/contract.h"

namespace gaiku {

/// How the contracts' tariffs go with the steps of the plan: intervals of demand that steps do not fill (an error), and
/// what plan or bill then count more simply (warnings): falling blocks, steps longer than an interval, periods that
/// begin within a step.
void check_steps(const std::vector<Contract>& contracts, const District& district, Findings& findings);

}  // namespace gaiku
