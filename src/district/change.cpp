#include "district/change.h"

#include <algorithm>

#include "base/suggest.h"
#include "district/words.h"

namespace gaiku {
namespace {

bool holds(const Node& node, const Position& position) {
    if (node.position == position) return true;
    return std::any_of(node.items.begin(), node.items.end(), [&](const auto& i) { return holds(*i, position); }) ||
           std::any_of(node.entries.begin(), node.entries.end(),
                       [&](const auto& entry) { return entry.position == position || holds(*entry.value, position); });
}

/// The key of the deepest entry on `path`, e.g. assets.new_pv.capacity; the change's own place where it has none of it.
Position deepest(const Node& change, std::string_view path) {
    Position position = change.position;
    const Node* at = &change;
    while (!path.empty()) {
        const auto end = std::min(path.find('.'), path.size());
        const auto* entry = at->find(path.substr(0, end));
        if (entry == nullptr) break;
        position = entry->position;
        at = entry->value.get();
        path.remove_prefix(std::min(end + 1, path.size()));
    }
    return position;
}

/// Where `change` takes away an entry of a map by that name, e.g. `buildings: { hall: ~ }`.
const Node::Entry* taken_away(const Node& change, std::string_view name, std::string& section) {
    for (const auto& map : change.entries) {
        const auto* entry = map.value->find(name);
        if (entry == nullptr || entry->value->kind != Node::Kind::null) continue;
        section = map.key;
        return entry;
    }
    return nullptr;
}

/// What is missing was there until the change took it away: a name that is right cannot be corrected.
void tell_of_taken(Finding& finding, const Node& change) {
    std::string section;
    const auto* entry = finding.code == "unknown-reference" ? taken_away(change, finding.value, section) : nullptr;
    if (entry == nullptr) return;
    const std::string name = section + "." + entry->key;
    const std::string line = std::to_string(entry->position.line);
    finding.suggestion.clear();
    finding.fix = {"this scenario takes " + name + " away (line " + line + "): name another at " + finding.path +
                       " in the same change, or take that entry away, too",
                   "このシナリオは " + name + " を除いています（" + line + "行目）。同じ change で " + finding.path +
                       " に別の名前を書くか、その項目も除いてください"};
}

std::vector<std::string> names_of(const Node* map) {
    std::vector<std::string> names;
    if (map == nullptr) return names;
    for (const auto& entry : map->entries) names.push_back(entry.key);
    return names;
}

/// The keys that make an entry of `section`: technology, use. Empty where it needs none.
std::vector<std::string> needed_keys(const Section& section) {
    std::vector<std::string> keys;
    for (const auto& field : section.fields) {
        if (field.required && field.preset.empty() && field.data.table.empty()) keys.push_back(field.key);
    }
    return keys;
}

}  // namespace

bool check_new_entries(const Node& change, const Node& document, const Section& root, const std::string& path,
                       Findings& findings) {
    bool good = true;
    for (const auto& field : root.fields) {
        const auto* changed = change.find(field.key);
        if (field.kind != Kind::map || changed == nullptr || changed->value->kind != Node::Kind::map) continue;
        const auto needed = needed_keys(*field.section);
        if (needed.empty()) continue;
        const auto* there = document.find(field.key);
        const auto names = names_of(there == nullptr ? nullptr : there->value.get());
        for (const auto& entry : changed->value->entries) {
            const bool known = std::find(names.begin(), names.end(), entry.key) != names.end();
            const bool whole = std::any_of(needed.begin(), needed.end(),
                                           [&](const auto& key) { return entry.value->find(key) != nullptr; });
            if (known || whole || entry.value->kind != Node::Kind::map || findings.full()) continue;
            good = false;
            findings.add(
                {"unknown-reference",
                 entry.position,
                 path + "." + field.key + "." + shortened(entry.key),
                 shortened(entry.key),
                 one_of(names),
                 {"correct the name, or take it away here where it is gone from \"" + field.key +
                      ":\"; an entry of its own has \"" + needed.front() + ":\"",
                  "名前を直すか、「" + field.key + ":」から除いたものはここでも除いてください。新しい項目には「" +
                      needed.front() + ":」が要ります"},
                 suggest(entry.key, names),
                 Severity::error});
        }
    }
    return good;
}

Finding placed_in_change(Finding finding, const Node& change, const std::string& path) {
    tell_of_taken(finding, change);
    // A row of a CSV file is wrong where it stands, whoever names the file.
    const bool of_data = finding.position.line > 0 && finding.position.file.ends_with(".csv");
    if (!of_data && !holds(change, finding.position)) finding.position = deepest(change, finding.path);
    finding.path = finding.path.empty() ? path : path + "." + finding.path;
    return finding;
}

}  // namespace gaiku
