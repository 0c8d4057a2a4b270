#pragma once

#include <vector>

#include "report/comparison.h"

namespace gaiku {

/// What can be compared, before any is left out; money in `currency`.
[[nodiscard]] std::vector<ComparedRow> compared_rows(const std::string& currency);

/// The figures of a planned scenario, in the order of compared_rows.
[[nodiscard]] std::vector<std::optional<double>> compared_values(const ScenarioPlan& scenario, const District& district,
                                                                 const std::optional<AgainstBaseline>& against);

}  // namespace gaiku
