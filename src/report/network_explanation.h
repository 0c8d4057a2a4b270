#pragma once

#include <nlohmann/json_fwd.hpp>

#include "district/district.h"
#include "plan/network/result.h"

namespace gaiku {

/// Why a plan is what it is, for report.html: a reason for every size, what the next kWh of each balance is worth and
/// who would supply it, and the limits of the plan section.
[[nodiscard]] nlohmann::ordered_json network_explanation_json(const District& district, const NetworkPlan& plan);

/// Unit of what one more unit of a size is worth: "yen/kW/year"; "yen/kW" where the cost is not of a year.
[[nodiscard]] std::string worth_unit(const NetworkPlan& plan, const PlannedSize& size);

}  // namespace gaiku
