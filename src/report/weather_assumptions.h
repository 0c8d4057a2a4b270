#pragma once

#include "report/assumptions.h"

namespace gaiku {

/// The curves of ground, sewage, river, canal and well that series of the district name: nobody has measured them.
[[nodiscard]] std::vector<Assumption> weather_assumptions(const District& district);

}  // namespace gaiku
