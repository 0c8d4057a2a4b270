#pragma once

#include <vector>

#include "district/descriptor.h"

namespace gaiku {

/// What can be said of an emergency generator and its tank.
[[nodiscard]] std::vector<Field> emergency_generator_fields();

}  // namespace gaiku
