#pragma once

#include <vector>

#include "network/readout.h"
#include "plan/network/model.h"
#include "plan/network/result.h"

namespace gaiku {

/// What every contract of a district is charged or paid, month by month, from a solution's purchases and sales.
[[nodiscard]] std::vector<PlannedBill> bills(const District& district, const NetworkModel& model,
                                             const network::Readout& read);

}  // namespace gaiku
