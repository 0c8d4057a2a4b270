#include "district/map/reader.h"

#include <algorithm>

#include "base/file.h"
#include "district/map/geojson.h"

namespace gaiku {
namespace {

constexpr std::size_t largest_map_bytes = 2U << 20U;

void add_once(std::vector<std::string>& names, const std::string& name) {
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
}

void add_names(const District& district, MapNames& names) {
    for (const auto& [id, block] : district.blocks()) add_once(names.blocks, id);
    for (const auto& [id, asset] : district.assets()) {
        if (asset->has("from") && asset->has("to")) add_once(names.lines, id);
    }
}

}  // namespace

std::shared_ptr<const SiteMap> read_site_map(const District& base, const std::vector<Era>& eras, Findings& findings) {
    const Value* about = base.root->find("district");
    const Value* map = about == nullptr || !about->record ? nullptr : about->record->find("map");
    if (map == nullptr || !map->record || !map->record->has("file")) return nullptr;
    const Record& entry = *map->record;
    if (!base.is_network()) {
        Finding finding =
            entry.finding("no-effect", "file",
                          {"plan.method: network, whose report shows the map", "地図を載せる plan.method: network"},
                          {"remove the map, or change the method", "map を消すか、method を変えてください"});
        finding.severity = Severity::warning;
        findings.add(std::move(finding));
        return nullptr;
    }
    const Value& named = entry.at("file");
    const std::filesystem::path given(named.text);
    const std::string path =
        (given.is_absolute() ? given : std::filesystem::path(named.position.file).parent_path() / given)
            .lexically_normal()
            .string();
    Findings of_file;
    const auto text = read_text_file(path, path, largest_map_bytes, of_file);
    for (Finding finding : of_file.all()) {
        finding.path = entry.path() + ".file";
        if (finding.code == "file-empty") {
            finding.expected = {"a GeoJSON FeatureCollection", "GeoJSONのFeatureCollection"};
            finding.fix = {"draw the blocks in a GIS and export them as GeoJSON, or remove \"map:\"",
                           "GISで街区を描いてGeoJSONで書き出すか、「map:」を消してください"};
        }
        if (finding.position.line == 0) {  // say who wanted the file
            finding.value = path + (finding.value.empty() ? "" : ": " + finding.value);
            finding.position = named.position;
        }
        findings.add(std::move(finding));
    }
    if (!text) return nullptr;
    MapNames names;
    add_names(base, names);
    for (const Era& era : eras) add_names(era.district, names);
    auto read = read_geojson(*text, path, entry.path() + ".file", names, findings);
    return read ? std::make_shared<const SiteMap>(std::move(*read)) : nullptr;
}

}  // namespace gaiku
