#include "reference/tables.h"

#include <stdexcept>

#include "base/embedded.h"

namespace gaiku {

std::vector<std::string> Tables::names() const {
    std::vector<std::string> names;
    for (const auto& file : embedded::data()) {
        names.emplace_back(file.name.substr(0, file.name.size() - std::string_view(".csv").size()));
    }
    return names;
}

const Table* Tables::find(const std::string& name) const {
    const std::lock_guard lock(mutex_);
    if (const auto found = read_.find(name); found != read_.end()) return found->second.get();
    for (const auto& file : embedded::data()) {
        if (file.name != name + ".csv") continue;
        Findings findings;
        auto table = std::make_unique<const Table>(Table::read(file.bytes, name, findings));
        if (!findings.empty()) throw std::runtime_error(print_finding(findings.all().front(), Language::en));
        return read_.emplace(name, std::move(table)).first->second.get();
    }
    return nullptr;
}

}  // namespace gaiku
