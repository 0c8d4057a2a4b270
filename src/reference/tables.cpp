#include "reference/tables.h"

#include <algorithm>
#include <stdexcept>

#include "base/embedded.h"
#include "reference/holidays_table.h"

namespace gaiku {
namespace {

constexpr const char* holidays_name = "holidays";

}  // namespace

std::vector<std::string> Tables::names() const {
    std::vector<std::string> names{holidays_name};
    for (const auto& file : embedded::data()) {
        names.emplace_back(file.name.substr(0, file.name.size() - std::string_view(".csv").size()));
    }
    std::sort(names.begin(), names.end());
    return names;
}

std::optional<std::string> Tables::text(const std::string& name) {
    if (name == holidays_name) return holidays_table();
    for (const auto& file : embedded::data()) {
        if (file.name == name + ".csv") return std::string(file.bytes);
    }
    return std::nullopt;
}

const Table* Tables::find(const std::string& name) const {
    const std::lock_guard lock(mutex_);
    if (const auto found = read_.find(name); found != read_.end()) return found->second.get();
    const auto file = text(name);
    if (!file) return nullptr;
    Findings findings;
    auto table = std::make_unique<const Table>(Table::read(*file, name, findings));
    if (!findings.empty()) throw std::runtime_error(print_finding(findings.all().front(), Language::en));
    return read_.emplace(name, std::move(table)).first->second.get();
}

}  // namespace gaiku
