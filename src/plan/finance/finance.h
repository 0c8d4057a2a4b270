#pragma once

#include "plan/plan.h"

namespace gaiku {

/// Adds the money to every planned scenario whose district has a section finance.
void add_finance(Plan& plan, const PlanTools& tools);

/// What keeps finance, solve_for and uncertainty from being computed; to be run with the checks of the file.
void check_finance(const District& district, const Technologies& technologies, Findings& findings);

}  // namespace gaiku
