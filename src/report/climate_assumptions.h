#pragma once

#include "report/assumptions.h"

namespace gaiku {

/// What rows of unit loads are multiplied by in the district's climate, by use and service; none where they stay.
[[nodiscard]] std::vector<Assumption> climate_assumptions(const District& district);

}  // namespace gaiku
