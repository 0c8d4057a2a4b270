#pragma once

#include <vector>

#include "report/comparison.h"
#include "report/sheets.h"

namespace gaiku {

/// Variants as columns: their figures, and what they differ by from their baselines; then the sizes that differ.
[[nodiscard]] std::vector<Sheet> comparison_sheets(const Comparison& comparison, Language language);

}  // namespace gaiku
