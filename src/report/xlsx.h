#pragma once

#include <filesystem>

#include "plan/plan.h"

namespace gaiku {

/// The tables of the report as an Excel workbook: one table a sheet, numbers as numbers, the unit in the header. The
/// file is there whole or not at all. Throws std::runtime_error when it cannot be written.
void write_plan_xlsx(const Plan& plan, Language language, const std::filesystem::path& path);

}  // namespace gaiku
