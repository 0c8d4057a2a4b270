#include "operate/map_json.h"

#include <algorithm>

#include "operate/json_parts.h"

namespace gaiku::operate {
namespace {

using Records = std::vector<std::pair<std::string, std::shared_ptr<const Record>>>;

const Record* find(const Records& records, const std::string& id) {
    const auto found = std::find_if(records.begin(), records.end(), [&](const auto& one) { return one.first == id; });
    return found == records.end() ? nullptr : found->second.get();
}

Json positions(const std::vector<LonLat>& places) {
    Json list = Json::array();
    for (const LonLat& place : places) list.push_back({place.longitude_deg, place.latitude_deg});
    return list;
}

Json feature(Json properties, const char* type, Json coordinates) {
    return {{"type", "Feature"},
            {"properties", std::move(properties)},
            {"geometry", {{"type", type}, {"coordinates", std::move(coordinates)}}}};
}

}  // namespace

std::string map_json(const DistrictFile& file, const District& district) {
    Json features = Json::array();
    const SiteMap none;
    const SiteMap& map = file.map ? *file.map : none;
    for (const auto& block : map.blocks) {
        const Record* record = find(district.blocks(), block.id);
        if (record == nullptr) continue;  // of another scenario
        Json polygons = Json::array();
        for (const Polygon& polygon : block.polygons) {
            Json rings = Json::array();
            for (const Ring& ring : polygon) rings.push_back(positions(ring));
            polygons.push_back(std::move(rings));
        }
        features.push_back(feature({{"kind", "block"}, {"id", block.id}, {"name", text_json(record->name())}},
                                   "MultiPolygon", std::move(polygons)));
    }
    for (const auto& line : map.lines) {
        const Record* record = find(district.assets(), line.asset);
        if (record == nullptr) continue;
        Json paths = Json::array();
        for (const LinePath& path : line.paths) paths.push_back(positions(path));
        Json properties{{"kind", "line"}, {"id", line.asset}, {"name", text_json(record->name())}};
        for (const char* end : {"from", "to"}) {
            if (record->has(end)) properties[end] = record->text(end);
        }
        features.push_back(feature(std::move(properties), "MultiLineString", std::move(paths)));
    }
    return dump({{"type", "FeatureCollection"}, {"features", std::move(features)}});
}

}  // namespace gaiku::operate
