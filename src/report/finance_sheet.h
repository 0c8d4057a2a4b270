#pragma once

#include "base/text.h"
#include "plan/plan.h"
#include "report/formula_sheet.h"

namespace gaiku {

/// The account of a scenario as a sheet that recomputes when an input changes: the same formulas as assess/finance, in
/// the money of each year. `number`: its place among the finance sheets, for a name of its own.
[[nodiscard]] FormulaSheet finance_sheet(const ScenarioPlan& scenario, std::size_t number, Language language);

}  // namespace gaiku
