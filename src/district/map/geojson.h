#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/finding.h"
#include "district/map/site_map.h"

namespace gaiku {

/// What a map may name.
struct MapNames {
    std::vector<std::string> blocks;
    std::vector<std::string> lines;  ///< assets that join blocks
};

/// More points than an outline needs make a report heavy.
inline constexpr std::size_t most_map_points = 20'000;

/// A GeoJSON text (RFC 7946): a FeatureCollection. A feature whose property `block` names a block is a Polygon or a
/// MultiPolygon, one whose `asset` names a line is a LineString or a MultiLineString; others are not drawn, and a
/// warning says so. Nothing where there is an error. `file` stands for the text in findings, `path` for the entry of
/// the district file that names it.
[[nodiscard]] std::optional<SiteMap> read_geojson(std::string_view text, const std::string& file,
                                                  const std::string& path, const MapNames& names, Findings& findings);

}  // namespace gaiku
