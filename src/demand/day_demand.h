#pragma once

#include "demand/profile.h"

namespace gaiku {

/// What all buildings of a district draw on a typical day, kW in each hour; its sum is kWh a day.
[[nodiscard]] Day day_demand(const District& district, const Tables& tables);

}  // namespace gaiku
