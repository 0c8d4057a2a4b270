#pragma once

#include "plan/plan.h"

namespace gaiku {

/// The account's input of a planned scenario of either method; the district has a section finance.
[[nodiscard]] FinanceInput finance_input(const District& district, const ScenarioPlan& scenario,
                                         const Technologies& technologies);

}  // namespace gaiku
