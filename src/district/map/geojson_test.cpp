#include "district/map/geojson.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace gaiku::geojson_test {
namespace {

const MapNames names{{"mall", "offices"}, {"cable"}};

struct Read {
    std::optional<SiteMap> map;
    std::vector<Finding> findings;
};

Read read(const std::string& text) {
    Findings findings;
    auto map = read_geojson(text, "blocks.geojson", "district.map.file", names, findings);
    return {std::move(map), findings.all()};
}

std::string collection(const std::string& features) {
    return R"({"type": "FeatureCollection", "features": [)" + features + "]}";
}

std::string feature(const std::string& property, const std::string& type, const std::string& coordinates) {
    return fmt::format(
        R"({{"type": "Feature", "properties": {{{}}}, "geometry": {{"type": "{}", "coordinates": {}}}}})", property,
        type, coordinates);
}

const std::string square = "[[[139.95, 35.89], [139.96, 35.89], [139.96, 35.9], [139.95, 35.9], [139.95, 35.89]]]";
// Null as GIS programs write it where a column is empty.
const std::string mall = feature(R"("block": "mall", "asset": null)", "Polygon", square);
const std::string offices = feature(R"("block": "offices", "floors": 3)", "MultiPolygon", "[" + square + "]");
const std::string cable =
    feature(R"("block": null, "asset": "cable")", "LineString", "[[139.955, 35.9, 12], [139.956, 35.91, 12]]");

/// The codes of the findings, with the value of each.
std::string told(const Read& of) {
    std::string all;
    for (const auto& finding : of.findings) {
        all += fmt::format("{}{} {}\n", finding.severity == Severity::warning ? "warning " : "", finding.code,
                           finding.value);
        EXPECT_EQ(finding.position.file, "blocks.geojson");
        EXPECT_GT(finding.position.line, 0);
        EXPECT_GT(finding.position.column, 0);
        EXPECT_EQ(finding.path, "district.map.file");
    }
    return all;
}

TEST(GeoJson, BlocksAndLinesAreWhereTheFileSays) {
    const Read of = read(collection(mall + "," + offices + "," + cable));
    EXPECT_EQ(told(of), "");
    ASSERT_TRUE(of.map);
    ASSERT_EQ(of.map->blocks.size(), 2u);
    EXPECT_EQ(of.map->blocks[0].id, "mall");
    ASSERT_EQ(of.map->blocks[0].polygons.size(), 1u);
    ASSERT_EQ(of.map->blocks[0].polygons[0].size(), 1u);
    EXPECT_EQ(of.map->blocks[0].polygons[0][0][1], (LonLat{139.96, 35.89}));
    EXPECT_EQ(of.map->blocks[1].id, "offices");
    ASSERT_EQ(of.map->lines.size(), 1u);
    EXPECT_EQ(of.map->lines[0].asset, "cable");
    EXPECT_EQ(of.map->lines[0].paths[0], (LinePath{{139.955, 35.9}, {139.956, 35.91}})) << "without the height";
}

// A map drawn with latitude first would show the district on its side, or in the Yellow Sea.
TEST(GeoJson, SwappedCoordinatesAreToldAsSuch) {
    const Read of = read(collection(feature(R"("block": "mall")", "Polygon",
                                            "[[[35.89, 139.95], [35.89, 139.96], [35.9, 139.96], [35.89, 139.95]]]")));
    EXPECT_FALSE(of.map);
    ASSERT_FALSE(of.findings.empty());
    EXPECT_EQ(of.findings[0].code, "out-of-range");
    EXPECT_EQ(of.findings[0].value, "[35.89, 139.95]");
    EXPECT_NE(of.findings[0].fix.en.find("swapped"), std::string::npos);
    EXPECT_NE(of.findings[0].fix.ja.find("逆"), std::string::npos);
}

TEST(GeoJson, MetresOfAPlaneAreToldAsSuch) {
    const Read of = read(collection(feature(R"("block": "mall")", "Polygon",
                                            "[[[-12000, 34000], [-11900, 34000], [-11900, 34100], [-12000, 34000]]]")));
    EXPECT_FALSE(of.map);
    EXPECT_NE(of.findings.at(0).fix.en.find("EPSG:4326"), std::string::npos);
    const Read system = read(R"({"type": "FeatureCollection", "features": [)" + mall + "," + offices +
                             R"(], "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::6677"}}})");
    EXPECT_EQ(told(system), "not-geojson urn:ogc:def:crs:EPSG::6677\n");
    const Read same = read(R"({"type": "FeatureCollection", "features": [)" + mall + "," + offices +
                           R"(], "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}})");
    EXPECT_EQ(told(same), "");
}

TEST(GeoJson, ARingEndsWhereItBegins) {
    const std::string text =
        collection(feature(R"("block": "mall")", "Polygon",
                           "[[[139.95, 35.89], [139.96, 35.89], [139.96, 35.9], [139.95, 35.9]]]") +
                   ",\n" + offices);
    const Read open = read(text);
    EXPECT_EQ(told(open), "ring-not-closed [139.95, 35.9]\n");
    EXPECT_EQ(open.findings[0].position.line, 1);
    EXPECT_EQ(open.findings[0].position.column, static_cast<int>(text.find("[139.95, 35.9]")) + 1);
    const Read flat = read(collection(
        feature(R"("block": "mall")", "Polygon", "[[[139.9, 35.8], [139.9, 35.8], [139.9, 35.8], [139.9, 35.8]]]") +
        "," + offices));
    EXPECT_EQ(told(flat), "not-geojson coordinates\n") << "no area";
}

TEST(GeoJson, NamesAreThoseOfTheDistrict) {
    const Read of = read(collection(feature(R"("block": "moll")", "Polygon", square) + "," + offices + "," +
                                    feature(R"("asset": "pipe")", "LineString", "[[139.9, 35.9], [139.8, 35.9]]")));
    EXPECT_FALSE(of.map);
    EXPECT_EQ(told(of), "unknown-reference moll\nunknown-reference pipe\nwarning not-on-map mall\n");
    EXPECT_EQ(of.findings[0].suggestion, "mall");
    EXPECT_EQ(told(read(collection(mall + "," + mall + "," + offices))), "duplicate-key mall\n");
}

TEST(GeoJson, WhatIsNotDrawnIsTold) {
    const Read of = read(collection(mall + "," + feature(R"("name": "park")", "Polygon", square) +
                                    R"(,{"type": "Feature", "properties": null, "geometry": null})"));
    EXPECT_TRUE(of.map);
    EXPECT_EQ(told(of), "warning unread Polygon\nwarning unread \nwarning not-on-map offices\n");
}

TEST(GeoJson, OtherJsonIsNone) {
    EXPECT_EQ(told(read("")), "json-syntax \n");
    EXPECT_EQ(told(read("[1, 2]")), "not-geojson \n");
    EXPECT_EQ(told(read(R"({"type": "Topology", "features": []})")), "not-geojson \n");
    EXPECT_EQ(told(read(R"({"type": "FeatureCollection"})")), "not-geojson \n");
    EXPECT_EQ(told(read(collection(R"({"type": "Polygon"})" + ("," + mall + "," + offices)))), "not-geojson Polygon\n");
    EXPECT_EQ(told(read(collection(feature(R"("block": "mall")", "Point", "[139.9, 35.9]") + "," + offices))),
              "wrong-kind Point\n");
    for (const char* coordinates : {"[]", "null", "7", "[[]]", "[[[1, 2], [3, 4], [1, 2]]]", "[[[1], [2], [3], [1]]]",
                                    R"([[["1", "2"], [3, 4], [5, 6], [1, 2]]])"}) {
        const Read of = read(collection(feature(R"("block": "mall")", "Polygon", coordinates) + "," + offices));
        EXPECT_FALSE(of.map) << coordinates;
        EXPECT_EQ(told(of).substr(0, 11), "not-geojson") << coordinates;
    }
}

TEST(GeoJson, OutlinesOfAnotherCountyAreUnusual) {
    const std::string far =
        feature(R"("block": "offices")", "Polygon", "[[[135.1, 34.1], [135.2, 34.1], [135.2, 34.2], [135.1, 34.1]]]");
    EXPECT_EQ(told(read(collection(mall + "," + far))), "warning unusual 4.86 deg\n");
}

TEST(GeoJson, MorePointsThanAReportCanBearAreAnError) {
    std::string ring = "[[139.95, 35.89]";
    for (std::size_t i = 0; i < most_map_points; ++i)
        ring += fmt::format(", [{}, 35.9]", 139.95 + 1e-6 * static_cast<double>(i));
    const Read of =
        read(collection(feature(R"("block": "mall")", "Polygon", "[" + ring + ", [139.95, 35.89]]]") + "," + offices));
    EXPECT_FALSE(of.map);
    EXPECT_EQ(of.findings.at(0).code, "too-long");
}

}  // namespace
}  // namespace gaiku::geojson_test
