#pragma once

#include "district/district.h"

namespace gaiku {

/// What in a section `resilience` contradicts itself or the district: shares of more than a load, no load whose end
/// could be told, names that are no asset's, entries that the method or the asset does not use.
void check_resilience(const District& district, Findings& findings);

}  // namespace gaiku
