#pragma once

#include <string>
#include <vector>

namespace gaiku {

/// A place on WGS 84, degrees.
struct LonLat {
    double longitude_deg = 0;  ///< east
    double latitude_deg = 0;   ///< north

    bool operator==(const LonLat&) const = default;
};

/// Ends where it begins.
using Ring = std::vector<LonLat>;
/// The outline, then its holes.
using Polygon = std::vector<Ring>;
using LinePath = std::vector<LonLat>;

/// Where the blocks of a district lie and its lines run.
struct SiteMap {
    struct Block {
        std::string id;
        std::vector<Polygon> polygons;
    };
    struct Line {
        std::string asset;
        std::vector<LinePath> paths;
    };
    std::vector<Block> blocks;
    std::vector<Line> lines;
};

}  // namespace gaiku
