#include "tariff/shipped.h"

#include <algorithm>
#include <map>
#include <mutex>
#include <stdexcept>
#include <string_view>

#include "base/embedded.h"
#include "district/reader.h"
#include "district/yaml.h"
#include "tariff/read.h"

namespace gaiku {
namespace {

constexpr std::string_view extension = ".yaml";

std::shared_ptr<const Tariff> read(const std::string& name, std::string_view bytes) {
    static const Format format(std::map<std::string, const Section*>{});
    static const Tables tables;
    Findings findings;
    const std::string file = "data/tariffs/" + name + std::string(extension);
    const NodePtr document = read_yaml(bytes, file, findings);
    std::shared_ptr<const Tariff> tariff;
    if (document) {
        const Overrides none;
        tariff = read_tariff(Reader(tables, none, *document, findings).read(*document, format.tariff(), name, name),
                             findings);
    }
    if (!tariff) throw std::logic_error(print_finding(findings.all().at(0), Language::en));
    return tariff;
}

}  // namespace

const std::vector<std::string>& shipped_tariffs() {
    static const std::vector<std::string> names = [] {
        std::vector<std::string> all;
        for (const auto& file : embedded::tariffs())
            all.emplace_back(file.name.substr(0, file.name.size() - extension.size()));
        return all;
    }();
    return names;
}

std::shared_ptr<const Tariff> shipped_tariff(const std::string& name) {
    static std::mutex mutex;
    static std::map<std::string, std::shared_ptr<const Tariff>> read_already;
    const std::lock_guard lock(mutex);
    if (const auto found = read_already.find(name); found != read_already.end()) return found->second;
    for (const auto& file : embedded::tariffs()) {
        if (file.name != name + std::string(extension)) continue;
        return read_already.emplace(name, read(name, file.bytes)).first->second;
    }
    return nullptr;
}

District with_shipped_tariffs(const District& district) {
    auto root = std::make_shared<Record>(*district.root);
    Value tariffs;
    if (const Value* own = root->find("tariffs")) tariffs = *own;
    for (const auto& [id, asset] : district.assets()) {
        for (const char* key : {"tariff", "sale_tariff"}) {
            const std::string name = asset->text_or(key, "");
            const auto is_there = std::any_of(tariffs.records.begin(), tariffs.records.end(),
                                              [&](const auto& t) { return t.first == name; });
            const auto shipped = is_there ? nullptr : shipped_tariff(name);
            if (shipped) tariffs.records.emplace_back(name, shipped->record);
        }
    }
    if (tariffs.records.empty()) return district;
    root->set("tariffs", std::move(tariffs));
    District result = district;
    result.root = std::move(root);
    return result;
}

}  // namespace gaiku
