#pragma once

#include "plan/network/model.h"
#include "solve/elastic.h"

namespace gaiku {

/// What of an infeasible district does not hold, in sentences: which balance or limit, where, when, by how much.
/// `alone`: it is the only one.
[[nodiscard]] Text what_is_wrong(const District& district, const NetworkModel& model, const solve::Shortage& shortage,
                                 bool alone);

}  // namespace gaiku
