#pragma once

#include "network/readout.h"
#include "plan/network/model.h"
#include "plan/network/result.h"

namespace gaiku {

/// What a planned network costs in money as it is paid, without the weights by which it was made least: capital once,
/// everything else a year.
[[nodiscard]] std::vector<PlannedMoney> planned_money(const District& district, const NetworkModel& model,
                                                      const network::Readout& read);

}  // namespace gaiku
