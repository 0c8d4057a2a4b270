#pragma once

#include "report/sheets.h"

namespace gaiku {

/// Tables of what lasts in an outage, of every scenario that has it: survival by season and start hour at the hours
/// at which it is told, load by class, what would help. None where no scenario has it.
[[nodiscard]] std::vector<Sheet> resilience_sheets(const Plan& plan, Language language);

/// A load class as people read it.
[[nodiscard]] Text load_class_words(LoadClass load_class);

}  // namespace gaiku
