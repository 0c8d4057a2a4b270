#pragma once

#include <vector>

#include "plan/network/result.h"

namespace gaiku {

/// A warning for each place that buys and sells the same carrier in the same step: the sale pays more than the
/// purchase costs there, and no single meter shows such a trade. Series are contiguous; what is bought and sold at once
/// is told in kWh over the hours planned.
[[nodiscard]] std::vector<Finding> resale_findings(const District& district, const NetworkPlan& plan);

}  // namespace gaiku
