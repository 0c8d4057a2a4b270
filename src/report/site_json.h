#pragma once

#include <nlohmann/json_fwd.hpp>

#include "plan/plan.h"

namespace gaiku {

/// Where the blocks of a file lie and its lines run, `map` in plan.json and in the report; null without district.map.
///
/// source                {en, ja} or null
/// blocks                [{id, name, polygons: coordinates of a MultiPolygon (RFC 7946)}]
/// lines                 [{id, paths: coordinates of a MultiLineString}]
[[nodiscard]] nlohmann::ordered_json map_json(const DistrictFile& file);

/// What blocks need, make and trade and what arrives over the lines between them (report/site_year.h), `site` of a
/// scenario of method network. kWh of the hours planned.
[[nodiscard]] nlohmann::ordered_json site_json(const District& district, const NetworkPlan& plan);

}  // namespace gaiku
