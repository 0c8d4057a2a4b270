#include "report/site_json.h"

#include <nlohmann/json.hpp>

#include "report/json_parts.h"
#include "report/site_year.h"

namespace gaiku {
namespace {

using Json = nlohmann::ordered_json;

Json places_json(const std::vector<LonLat>& places) {
    Json list = Json::array();
    for (const LonLat& place : places) list.push_back({place.longitude_deg, place.latitude_deg});
    return list;
}

/// The name of a block that any of the eras has.
Text block_name(const DistrictFile& file, const std::string& id) {
    for (const Era& era : file.eras) {
        for (const auto& [block, record] : era.district.blocks()) {
            if (block == id) return record->name();
        }
    }
    return {id, id};
}

Json energy_json(const PlaceEnergy& of) {
    return {{"carrier", of.carrier},           {"demand_kwh", of.demand_kwh}, {"peak_kw", of.peak_kw},
            {"unserved_kwh", of.unserved_kwh}, {"made_kwh", of.made_kwh},     {"bought_kwh", of.bought_kwh},
            {"sold_kwh", of.sold_kwh}};
}

}  // namespace

Json map_json(const DistrictFile& file) {
    if (!file.map) return nullptr;
    const Record& entry = *file.eras.at(0).district.about().at("map").record;
    Json json{{"source", entry.has("source") ? text_json(entry.localized_or("source", {})) : Json(nullptr)},
              {"blocks", Json::array()},
              {"lines", Json::array()}};
    for (const auto& block : file.map->blocks) {
        Json polygons = Json::array();
        for (const Polygon& polygon : block.polygons) {
            Json rings = Json::array();
            for (const Ring& ring : polygon) rings.push_back(places_json(ring));
            polygons.push_back(std::move(rings));
        }
        json["blocks"].push_back(
            {{"id", block.id}, {"name", text_json(block_name(file, block.id))}, {"polygons", std::move(polygons)}});
    }
    for (const auto& line : file.map->lines) {
        Json paths = Json::array();
        for (const LinePath& path : line.paths) paths.push_back(places_json(path));
        json["lines"].push_back({{"id", line.asset}, {"paths", std::move(paths)}});
    }
    return json;
}

Json site_json(const District& district, const NetworkPlan& plan) {
    const SiteYear site = site_year(district, plan);
    Json json{{"places", Json::array()}, {"lines", Json::array()}};
    for (const PlaceYear& place : site.places) {
        Json energy = Json::array();
        for (const PlaceEnergy& of : place.energy) energy.push_back(energy_json(of));
        json["places"].push_back({{"id", place.id},
                                  {"name", text_json(place.name)},
                                  {"energy", std::move(energy)},
                                  {"pv_kw", place.pv_kw},
                                  {"battery_kwh", place.battery_kwh}});
    }
    for (const LineYear& line : site.lines) {
        json["lines"].push_back({{"id", line.id},
                                 {"name", text_json(line.name)},
                                 {"technology", line.technology},
                                 {"carrier", line.carrier},
                                 {"from", line.from},
                                 {"to", line.to},
                                 {"forth_kwh", line.forth_kwh},
                                 {"back_kwh", line.back_kwh},
                                 {"forth_weekday_kwh", or_null(line.forth_weekday_kwh)},
                                 {"back_weekday_kwh", or_null(line.back_weekday_kwh)},
                                 {"peak_kw", line.peak_kw}});
    }
    return json;
}

}  // namespace gaiku
