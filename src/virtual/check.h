#pragma once

#include "district/district.h"

namespace gaiku::field {

/// What keeps a district from being lived through: another method than network, sizes that are yet to be found,
/// machines that the rules cannot switch on and off.
void check_virtual(const District& district, Findings& findings);

}  // namespace gaiku::field
