#pragma once

#include <nlohmann/json_fwd.hpp>
#include <vector>

#include "plan/building/buildings.h"

namespace gaiku {

/// buildings of a scenario, of plan.json and the report: [{id, name (of the report), use, floor_area_m2,
///   performance: {bei, saving, saving_with_renewables, level, claimed} or null,
///   pv_duty: {required_kw, installed_kw, rating} or null}]
[[nodiscard]] nlohmann::ordered_json buildings_json(const std::vector<PlannedBuilding>& buildings, bool with_names);

}  // namespace gaiku
