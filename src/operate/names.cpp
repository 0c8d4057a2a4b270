#include "operate/names.h"

#include "telemetry/measurand.h"

namespace gaiku::operate {
namespace {

Text named(const std::map<std::string, Text>& all, const std::string& id) {
    const auto found = all.find(id);
    return found == all.end() ? Text{id, id} : Text{found->second.en, found->second.in(Language::ja)};
}

/// The id behind a name that says something else.
Text with_id(const Text& name, const std::string& id) {
    if (name.en == id && name.ja == id) return name;
    return {name.en + " (" + id + ")", name.ja + "（" + id + "）"};
}

}  // namespace

Names::Names(const District& district) {
    for (const auto& [id, block] : district.blocks()) blocks_[id] = block->name();
    for (const auto& [id, building] : district.buildings()) buildings_[id] = building->name();
    for (const auto& [id, asset] : district.assets()) assets_[id] = asset->name();
}

Text Names::block(const std::string& id) const {
    return named(blocks_, id);
}

Text Names::asset(const std::string& id) const {
    return with_id(named(assets_, id), id);
}

Text Names::device(const std::string& name, const std::string& building, const std::string& asset) const {
    if (!asset.empty()) return with_id(named(assets_, asset), name);
    if (!buildings_.contains(building)) return {name, name};
    Text of = named(buildings_, building);
    // A home, or a meter of a part.
    const std::string before = building + ".";
    if (name.starts_with(before) && name.size() > before.size()) {
        const std::string part = name.substr(before.size());
        of = {of.en + ": " + part, of.ja + " " + part};
    }
    return with_id(of, name);
}

Text channel_title(const std::string& channel) {
    const telemetry::Measurand* measurand = telemetry::measurand_of(channel);
    if (measurand == nullptr) return {channel, channel};
    std::string rest = channel.substr(measurand->name.size());
    if (rest.empty()) return measurand->meaning;
    rest.erase(0, 1);
    return {measurand->meaning.en + " (" + rest + ")", measurand->meaning.ja + "（" + rest + "）"};
}

}  // namespace gaiku::operate
