#pragma once

#include "network/readout.h"
#include "plan/network/model.h"
#include "plan/network/result.h"

namespace gaiku {

/// What each asset and demand bears of the cost, by kind, in the order in which they stand in the model. What comes in
/// is revenue whatever it was booked as, and a sale that has to be paid for is energy.
[[nodiscard]] std::vector<PlannedCost> planned_costs(const NetworkModel& model, const network::Readout& read);

/// Capital of what an asset builds.
[[nodiscard]] double capital_of(const std::string& asset, const NetworkModel& model, const network::Readout& read);

}  // namespace gaiku
