#pragma once

#include "report/sheets.h"

namespace gaiku {

/// The bills of all scenarios as tables: every line of every month, and each month's total with its demand. Empty where
/// nothing is billed by a tariff.
[[nodiscard]] std::vector<Sheet> bill_sheets(const Plan& plan, Language language);

}  // namespace gaiku
