#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "district/map/geojson.h"

/// A map of any bytes: every finding has a place in it, and what is read is closed rings on the earth.
namespace {

using namespace gaiku;

void require(bool good) {
    if (!good) std::abort();
}

void check(const std::vector<LonLat>& places) {
    for (const LonLat& at : places) require(std::abs(at.longitude_deg) <= 180 && std::abs(at.latitude_deg) <= 90);
}

void check(const SiteMap& map) {
    require(map.blocks.size() <= 2 && map.lines.size() <= 1);
    for (const auto& block : map.blocks) {
        require(!block.polygons.empty());
        for (const Polygon& polygon : block.polygons) {
            require(!polygon.empty());
            for (const Ring& ring : polygon) {
                require(ring.size() >= 4 && ring.front() == ring.back());
                check(ring);
            }
        }
    }
    for (const auto& line : map.lines) {
        require(!line.paths.empty());
        for (const LinePath& path : line.paths) {
            require(path.size() >= 2);
            check(path);
        }
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const MapNames names{{"north", "south"}, {"line"}};
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    Findings findings;
    const auto map = read_geojson(text, "fuzz.geojson", "district.map.file", names, findings);
    require(map.has_value() != findings.has_errors());
    require(!findings.full());
    for (const auto& finding : findings.all()) require(finding.position.line > 0 && finding.position.column > 0);
    if (map) check(*map);
    return 0;
}
