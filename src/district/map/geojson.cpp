#include "district/map/geojson.h"

#include <fmt/format.h>
#include <algorithm>
#include <set>

#include "base/suggest.h"
#include "district/map/shapes.h"
#include "district/words.h"

namespace gaiku {
namespace {

/// Systems whose degrees are those of WGS 84, to less than a metre: GIS programs still write this member, which RFC
/// 7946 has dropped. 6668 is JGD2011.
constexpr const char* same_as_wgs84[] = {"CRS84", ":4326", ":6668"};

/// About 100 km of latitude: beyond it the drawing's plane is no longer one.
constexpr double widest_deg = 1;

class GeoJsonReader {
public:
    GeoJsonReader(std::string_view text, const std::string& file, const std::string& path, const MapNames& names,
                  Findings& findings)
        : text_(text), names_(names), complaints_(text, file, path, findings), shapes_(complaints_) {}

    std::optional<SiteMap> run() {
        const JsonText json = read_json(text_);
        if (json.fault) {
            syntax(*json.fault);
        } else {
            read(*json.root);
        }
        complaints_.finish();
        if (complaints_.has_errors()) return std::nullopt;
        return std::move(map_);
    }

private:
    void syntax(const JsonFault& fault) {
        const std::string_view code = fault.code;
        if (code == "duplicate-key") {
            complaints_.error(fault.code, fault.offset, fault.value, {"each name once", "名前は一度だけ"},
                              {"remove one of the two", "どちらかを消してください"});
        } else if (code == "json-syntax") {
            complaints_.error(fault.code, fault.offset, fault.value, {"JSON (RFC 8259)", "JSON（RFC 8259）"},
                              {"correct the text at this place, or export the file again",
                               "この位置の記述を直すか、GISソフトから書き出し直してください"});
        } else {
            complaints_.error(fault.code, fault.offset, fault.value, {"a map as GeoJSON has it", "GeoJSONの地図"},
                              {"export the file again", "GISソフトから書き出し直してください"});
        }
    }

    void read(const JsonNode& root) {
        const JsonNode* features = root.find("features");
        if (root.text_of("type") != "FeatureCollection" || features == nullptr ||
            features->kind != JsonNode::Kind::list) {
            complaints_.error("not-geojson", root.offset, "",
                              {"an object of type FeatureCollection with features (RFC 7946)",
                               "features をもつ FeatureCollection（RFC 7946）"},
                              {"export the blocks as GeoJSON", "ブロックをGeoJSONとして書き出してください"});
            return;
        }
        check_system(root);
        for (const JsonNode& feature : features->items) read_feature(feature);
        check_whole(*features);
    }

    void check_system(const JsonNode& root) {
        const JsonNode* system = root.find("crs");
        if (system == nullptr || system->kind == JsonNode::Kind::null) return;
        const JsonNode* properties = system->find("properties");
        const std::string_view name = properties == nullptr ? "" : properties->text_of("name");
        const bool same = std::any_of(std::begin(same_as_wgs84), std::end(same_as_wgs84),
                                      [&](const char* known) { return name.ends_with(known); });
        if (same) return;
        complaints_.error("not-geojson", system->offset, std::string(name),
                          {"longitude and latitude of WGS 84, without crs", "WGS 84 の経緯度（crs は不要）"},
                          {"export the map in EPSG:4326", "EPSG:4326 で書き出してください"});
    }

    /// GIS programs write a property that a feature does not have as null.
    static const JsonNode* property(const JsonNode* properties, std::string_view name) {
        const JsonNode* found = properties == nullptr ? nullptr : properties->find(name);
        return found == nullptr || found->kind == JsonNode::Kind::null ? nullptr : found;
    }

    void read_feature(const JsonNode& feature) {
        const JsonNode* geometry = feature.find("geometry");
        const JsonNode* properties = feature.find("properties");
        if (feature.text_of("type") != "Feature" || geometry == nullptr) {
            complaints_.error("not-geojson", feature.offset, std::string(feature.text_of("type")),
                              {"a Feature with geometry and properties", "geometry と properties をもつ Feature"},
                              {"write it as RFC 7946 has it", "RFC 7946 の形で書いてください"});
            return;
        }
        const JsonNode* block = property(properties, "block");
        const JsonNode* asset = property(properties, "asset");
        if (block != nullptr) {
            read_block(*block, *geometry);
        } else if (asset != nullptr) {
            read_line(*asset, *geometry);
        } else {
            complaints_.warning("unread", feature.offset, std::string(geometry->text_of("type")),
                                {"a property \"block\" with the id of a block, or \"asset\" with that of a line",
                                 "ブロックのidを示す属性「block」、または線のidを示す属性「asset」"},
                                {"add the property; as it is the feature is not drawn",
                                 "属性を加えてください（このままでは描かれません）"});
        }
    }

    /// Whether the name is one of those known, and for the first time.
    bool good_name(const JsonNode& name, const std::vector<std::string>& known, std::set<std::string>& seen) {
        const bool is_known =
            name.kind == JsonNode::Kind::text && std::find(known.begin(), known.end(), name.text) != known.end();
        if (!is_known) {
            complaints_.error("unknown-reference", name.offset, name.text, one_of(known),
                              {"write the id that the district file has", "街区ファイルにあるidを書いてください"},
                              suggest(name.text, known));
        } else if (!seen.insert(name.text).second) {
            complaints_.error("duplicate-key", name.offset, name.text,
                              {"one feature of each name", "一つの名前に一つの Feature"},
                              {"join them as a MultiPolygon or a MultiLineString",
                               "MultiPolygon・MultiLineString にまとめてください"});
            return false;
        }
        return is_known;
    }

    bool has_type(const JsonNode& geometry, std::string_view one, std::string_view many) {
        const std::string_view type = geometry.text_of("type");
        if (type == one || type == many) return true;
        complaints_.error("wrong-kind", geometry.offset, std::string(type),
                          {fmt::format("a {} or a {}", one, many), fmt::format("{}・{}", one, many)},
                          {"draw blocks as areas and lines as lines", "ブロックは面、線は線で描いてください"});
        return false;
    }

    void read_block(const JsonNode& name, const JsonNode& geometry) {
        const bool good = good_name(name, names_.blocks, blocks_);
        if (!has_type(geometry, "Polygon", "MultiPolygon")) return;
        auto polygons = shapes_.polygons(geometry);
        if (good) map_.blocks.push_back({name.text, std::move(polygons)});
    }

    void read_line(const JsonNode& name, const JsonNode& geometry) {
        const bool good = good_name(name, names_.lines, lines_);
        if (!has_type(geometry, "LineString", "MultiLineString")) return;
        auto paths = shapes_.paths(geometry);
        if (good) map_.lines.push_back({name.text, std::move(paths)});
    }

    void check_whole(const JsonNode& features) {
        if (shapes_.points() > most_map_points) {
            complaints_.error(
                "too-long", features.offset, fmt::format("{} points", shapes_.points()),
                {fmt::format("at most {} points", most_map_points), fmt::format("{} 点まで", most_map_points)},
                {"simplify the outlines", "輪郭を簡略化してください"});
        }
        for (const std::string& block : names_.blocks) {
            if (blocks_.contains(block)) continue;
            complaints_.warning(
                "not-on-map", features.offset, block, {"an outline of each block", "各ブロックの輪郭"},
                {"add a Polygon with the property \"block\"", "属性「block」をもつ Polygon を加えてください"});
        }
        check_extent(features);
    }

    void check_extent(const JsonNode& features) {
        LonLat least{180, 90}, most{-180, -90};
        for (const auto& block : map_.blocks) {
            for (const Polygon& polygon : block.polygons) {
                for (const LonLat& at : polygon.empty() ? Ring() : polygon.front()) {
                    least = {std::min(least.longitude_deg, at.longitude_deg),
                             std::min(least.latitude_deg, at.latitude_deg)};
                    most = {std::max(most.longitude_deg, at.longitude_deg),
                            std::max(most.latitude_deg, at.latitude_deg)};
                }
            }
        }
        const double wide = std::max(most.longitude_deg - least.longitude_deg, most.latitude_deg - least.latitude_deg);
        if (wide <= widest_deg) return;
        complaints_.warning(
            "unusual", features.offset, fmt::format("{:.3g} deg", wide),
            {fmt::format("a district within {} degree", widest_deg), fmt::format("{} 度以内の街区", widest_deg)},
            {"check the coordinates of each block", "各ブロックの座標を確かめてください"});
    }

    std::string_view text_;
    const MapNames& names_;
    MapComplaints complaints_;
    Shapes shapes_;
    SiteMap map_;
    std::set<std::string> blocks_, lines_;
};

}  // namespace

std::optional<SiteMap> read_geojson(std::string_view text, const std::string& file, const std::string& path,
                                    const MapNames& names, Findings& findings) {
    return GeoJsonReader(text, file, path, names, findings).run();
}

}  // namespace gaiku
