#pragma once

#include "district/district.h"

namespace gaiku {

/// Warns of buildings of a network whose electricity a year and m2 of `floor_area` is less than a third or more than
/// three times the usual range of their use (table energy_use_ranges): that is a slip of a unit or a factor rather than
/// a building. In plans of less than a year only what gaiku makes of floor areas is looked at. The half that kWh of
/// half-hours make when they are taken for kW mostly stays within such a range: it is the headings that tell it.
void warn_of_energy_use(const District& district, Findings& findings);

}  // namespace gaiku
