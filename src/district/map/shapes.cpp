#include "district/map/shapes.h"

#include <fmt/format.h>
#include <algorithm>
#include <cmath>

namespace gaiku {

void MapComplaints::error(const char* code, std::size_t offset, std::string value, Text expected, Text fix,
                          std::string suggestion) {
    const auto [line, column] = lines_.at(offset);
    complaints_.add({code,
                     {complaints_.file(), line, column},
                     "",
                     std::move(value),
                     std::move(expected),
                     std::move(fix),
                     std::move(suggestion),
                     Severity::error});
}

void MapComplaints::warning(const char* code, std::size_t offset, std::string value, Text expected, Text fix) {
    const auto [line, column] = lines_.at(offset);
    complaints_.warning(code, line, column, std::move(value), std::move(expected), std::move(fix));
}

namespace {

constexpr double most_longitude = 180, most_latitude = 90;
/// Of a ring: three corners and the first again. Of a line: its ends.
constexpr std::size_t least_in_ring = 4, least_in_path = 2;

std::string written(double longitude, double latitude) {
    return fmt::format("[{}, {}]", longitude, latitude);
}

/// In square degrees; only whether there is any counts.
double area_of(const Ring& ring) {
    double twice = 0;
    for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
        // About the first corner: far from the origin the products would swallow a block's area.
        const double ax = ring[i].longitude_deg - ring[0].longitude_deg;
        const double ay = ring[i].latitude_deg - ring[0].latitude_deg;
        const double bx = ring[i + 1].longitude_deg - ring[0].longitude_deg;
        const double by = ring[i + 1].latitude_deg - ring[0].latitude_deg;
        twice += ax * by - bx * ay;
    }
    return std::abs(twice) / 2;
}

}  // namespace

const std::vector<JsonNode>* Shapes::list(const JsonNode* node, const JsonNode& owner, std::size_t least,
                                          const Text& of) {
    if (node != nullptr && node->kind == JsonNode::Kind::list && node->items.size() >= least) return &node->items;
    complaints_.error("not-geojson", (node == nullptr ? owner : *node).offset, "coordinates", of,
                      {"write the coordinates as RFC 7946 has them, or export the file again",
                       "RFC 7946 の形で書くか、GISソフトから書き出し直してください"});
    return nullptr;
}

std::optional<LonLat> Shapes::position(const JsonNode& node) {
    const Text expected{"a place as [longitude, latitude]", "[経度, 緯度] の組"};
    const auto* numbers = list(&node, node, 2, expected);
    if (numbers == nullptr) return std::nullopt;
    const JsonNode& first = (*numbers)[0];
    const JsonNode& second = (*numbers)[1];
    if (first.kind != JsonNode::Kind::number || second.kind != JsonNode::Kind::number) {
        complaints_.error("not-geojson", node.offset, "coordinates", expected,
                          {"write two numbers in degrees", "度で表した2つの数値を書いてください"});
        return std::nullopt;
    }
    ++points_;
    const LonLat place{first.number, second.number};
    if (std::abs(place.longitude_deg) <= most_longitude && std::abs(place.latitude_deg) <= most_latitude) return place;
    const bool swapped =
        std::abs(place.longitude_deg) <= most_latitude && std::abs(place.latitude_deg) <= most_longitude;
    complaints_.error("out-of-range", node.offset, written(place.longitude_deg, place.latitude_deg),
                      {"longitude of -180 to 180 degrees, then latitude of -90 to 90 (WGS 84)",
                       "経度（-180〜180度）、緯度（-90〜90度）の順（WGS 84）"},
                      swapped ? Text{"longitude and latitude are swapped: write the longitude first",
                                     "経度と緯度が逆です。経度を先に書いてください"}
                              : Text{"export the map in degrees of WGS 84 (EPSG:4326), not in metres of a plane",
                                     "平面直角座標（m）ではなく WGS 84 の経緯度（EPSG:4326）で書き出してください"});
    return std::nullopt;
}

LinePath Shapes::path(const JsonNode* node, const JsonNode& owner, std::size_t least) {
    LinePath path;
    const auto* items =
        list(node, owner, least, {fmt::format("at least {} places", least), fmt::format("{} 点以上の並び", least)});
    if (items == nullptr) return path;
    for (const JsonNode& item : *items) {
        if (const auto place = position(item)) path.push_back(*place);
    }
    return path;
}

void Shapes::check_ring(const Ring& ring, const JsonNode& node) {
    if (ring.size() != node.items.size()) return;  // a place in it is wrong already
    if (ring.front() != ring.back()) {
        complaints_.error("ring-not-closed", node.items.back().offset,
                          written(ring.back().longitude_deg, ring.back().latitude_deg),
                          {"the first place again: " + written(ring.front().longitude_deg, ring.front().latitude_deg),
                           "最初の点と同じ座標: " + written(ring.front().longitude_deg, ring.front().latitude_deg)},
                          {"repeat the first place at the end of the ring", "輪郭の最後に最初の点を書いてください"});
    } else if (area_of(ring) == 0) {
        complaints_.error("not-geojson", node.offset, "coordinates", {"an outline around an area", "面積のある輪郭"},
                          {"give the corners of the block", "ブロックの角の座標を書いてください"});
    }
}

Polygon Shapes::polygon(const JsonNode* node, const JsonNode& owner) {
    Polygon polygon;
    const auto* rings = list(node, owner, 1, {"a list of rings", "輪郭（リング）の並び"});
    if (rings == nullptr) return polygon;
    for (const JsonNode& item : *rings) {
        Ring ring = path(&item, owner, least_in_ring);
        if (ring.empty()) continue;
        check_ring(ring, item);
        polygon.push_back(std::move(ring));
    }
    return polygon;
}

std::vector<Polygon> Shapes::polygons(const JsonNode& geometry) {
    const JsonNode* coordinates = geometry.find("coordinates");
    if (geometry.text_of("type") == "Polygon") return {polygon(coordinates, geometry)};
    std::vector<Polygon> all;
    const auto* items = list(coordinates, geometry, 1, {"a list of polygons", "多角形の並び"});
    if (items == nullptr) return all;
    for (const JsonNode& item : *items) all.push_back(polygon(&item, geometry));
    return all;
}

std::vector<LinePath> Shapes::paths(const JsonNode& geometry) {
    const JsonNode* coordinates = geometry.find("coordinates");
    if (geometry.text_of("type") == "LineString") return {path(coordinates, geometry, least_in_path)};
    std::vector<LinePath> all;
    const auto* items = list(coordinates, geometry, 1, {"a list of lines", "線の並び"});
    if (items == nullptr) return all;
    for (const JsonNode& item : *items) all.push_back(path(&item, geometry, least_in_path));
    return all;
}

}  // namespace gaiku
