#pragma once

#include <string>

#include "plan/plan.h"

namespace gaiku {

/// The hours of every planned scenario: scaled demand, supply by plant, battery level at the hour's end. Names of
/// columns carry the unit.
[[nodiscard]] std::string hourly_csv(const Plan& plan);

}  // namespace gaiku
