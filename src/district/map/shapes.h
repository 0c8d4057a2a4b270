#pragma once

#include "district/map/json_tree.h"
#include "district/map/site_map.h"
#include "district/measured/complaints.h"

namespace gaiku {

/// Complaints about places in a JSON text.
class MapComplaints {
public:
    MapComplaints(std::string_view text, std::string file, std::string path, Findings& findings)
        : lines_(text), complaints_({std::move(file), 0, 0}, std::move(path), findings) {}

    void error(const char* code, std::size_t offset, std::string value, Text expected, Text fix,
               std::string suggestion = "");
    void warning(const char* code, std::size_t offset, std::string value, Text expected, Text fix);
    void finish() { complaints_.finish(); }
    [[nodiscard]] bool has_errors() const { return complaints_.has_errors(); }

private:
    TextLines lines_;
    Complaints complaints_;
};

/// Reads the `coordinates` of geometries (RFC 7946, 3.1) and counts their points.
class Shapes {
public:
    explicit Shapes(MapComplaints& complaints) : complaints_(complaints) {}

    [[nodiscard]] std::vector<Polygon> polygons(const JsonNode& geometry);  ///< of a Polygon or MultiPolygon
    [[nodiscard]] std::vector<LinePath> paths(const JsonNode& geometry);    ///< of a LineString or MultiLineString
    [[nodiscard]] std::size_t points() const { return points_; }

private:
    /// The items of a list with at least so many; nothing with a complaint where it is none.
    [[nodiscard]] const std::vector<JsonNode>* list(const JsonNode* node, const JsonNode& owner, std::size_t least,
                                                    const Text& of);
    [[nodiscard]] std::optional<LonLat> position(const JsonNode& node);
    [[nodiscard]] LinePath path(const JsonNode* node, const JsonNode& owner, std::size_t least);
    [[nodiscard]] Polygon polygon(const JsonNode* node, const JsonNode& owner);
    void check_ring(const Ring& ring, const JsonNode& node);

    MapComplaints& complaints_;
    std::size_t points_ = 0;
};

}  // namespace gaiku
