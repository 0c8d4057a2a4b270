#pragma once

#include <string>

#include "district/district.h"

namespace gaiku::operate {

/// Where blocks lie and lines run, as GeoJSON (RFC 7946): a feature a block, {"kind": "block", "id", "name"}, and a
/// line,
/// {"kind": "line", "id", "name", "from", "to"} by blocks. No features where the file names no map.
[[nodiscard]] std::string map_json(const DistrictFile& file, const District& district);

}  // namespace gaiku::operate
