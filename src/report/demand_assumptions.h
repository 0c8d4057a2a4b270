#pragma once

#include "report/assumptions.h"

namespace gaiku {

/// What the hours of buildings rest on whose demand gaiku makes of floor areas: rows of the demand tables, once a use.
[[nodiscard]] std::vector<Assumption> demand_assumptions(const District& district);

}  // namespace gaiku
