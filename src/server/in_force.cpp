#include "server/in_force.h"

#include <utility>

#include "base/file.h"
#include "district/yaml.h"
#include "operate/map_json.h"
#include "server/tokens.h"

namespace gaiku::server {

InForce::InForce(std::string of_text, DistrictRead read)
    : text(std::move(of_text)),
      tag(hash_of(text).substr(0, 32)),
      file(std::move(read.file)),
      district(*read.district),
      surroundings(district),
      map(operate::map_json(*file, district)) {}

telemetry::Device describe_device(const District& district, const std::string& name) {
    telemetry::Device device;
    device.name = name;
    for (const auto& [id, asset] : district.assets()) {
        if (id != name) continue;
        device.asset = id;
        device.block = asset->text_or("block", {});
    }
    const std::string before = name.substr(0, name.find('.'));
    for (const auto& [id, building] : district.buildings()) {
        if (id != before || !device.asset.empty()) continue;
        device.building = id;
        device.block = building->text_or("block", {});
        // A charger stands behind its home's meter.
        device.counts = !name.ends_with(".charger");
    }
    return device;
}

DistrictInForce::DistrictInForce(std::filesystem::path path, Read read, Findings& findings)
    : path_(std::move(path)), read_(std::move(read)) {
    if (const auto text = read_file_bytes(path_, path_.string(), largest_document_bytes, findings))
        now_ = tried(*text, findings);
}

InForcePtr DistrictInForce::now() const {
    const std::scoped_lock hold(mutex_);
    return now_;
}

InForcePtr DistrictInForce::tried(const std::string& text, Findings& findings) const {
    const std::scoped_lock one_at_a_time(reading_);
    DistrictRead read = read_(text, findings);
    if (findings.has_errors() || read.district == nullptr) return nullptr;
    const auto made = std::make_shared<InForce>(text, std::move(read));
    if (const InForcePtr before = now()) made->surroundings.remember(before->surroundings);
    return made;
}

void DistrictInForce::remember(const operate::Surroundings& earlier) {
    const std::scoped_lock hold(mutex_);
    const auto next = std::make_shared<InForce>(*now_);
    next->surroundings.remember(earlier);
    now_ = next;
}

bool DistrictInForce::file_was_changed() const {
    Findings ignored;
    const auto text = read_file_bytes(path_, path_.string(), largest_document_bytes, ignored);
    return !text || *text != now()->text;
}

void DistrictInForce::put(InForcePtr next) {
    write_file(path_, next->text, OnDisk::yes);
    const std::scoped_lock hold(mutex_);
    now_ = std::move(next);
}

}  // namespace gaiku::server
