#pragma once

#include "district/district.h"

namespace gaiku {

/// What no single entry can see: statements that contradict each other, profiles without energy, ids that files cannot
/// bear.
void check_district(const District& district, Findings& findings);

}  // namespace gaiku
