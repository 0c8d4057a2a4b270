#pragma once

#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <span>
#include <string>

#include "base/clock.h"
#include "report/comparison.h"

/// What gaiku compare writes.
namespace gaiku {

/// compare.json (schema/compare.schema.json): {gaiku, and what comparison_json says; findings of each variant}.
[[nodiscard]] nlohmann::ordered_json compare_json(const Comparison& comparison);

/// One page in the language, which can be changed in it.
[[nodiscard]] std::string compare_html(std::span<const Plan> plans, const Comparison& comparison, Language language,
                                       const Clock& clock);

/// Throws std::runtime_error when it cannot be written.
void write_compare_xlsx(const Comparison& comparison, Language language, const std::filesystem::path& path);

}  // namespace gaiku
