#pragma once

#include "plan/network/demands.h"

namespace gaiku {

/// Relates each use of `summaries` to the floor area of its buildings, or to their households where none of them states
/// an area, and lays the usual range beside it. Only of plans of a whole year; buildings without either size are left
/// out of both sides. No range where heat at large or what a building's own water heaters draw stands for hot water.
void add_intensities(const District& district, const std::vector<GivenDemand>& demands,
                     std::vector<DemandSummary>& summaries);

}  // namespace gaiku
