#pragma once

#include "district/district.h"

namespace gaiku {

/// Warns of figures that are given and differ a hundredfold from the reference table's: a slip of a unit (円 for 万円,
/// kW for MW) is the likelier reason. Zero is a statement and no slip. For districts in yen.
void warn_of_unusual_figures(const District& district, const Tables& tables, Findings& findings);

}  // namespace gaiku
