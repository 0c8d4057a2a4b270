#include "district/change.h"

#include <algorithm>

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

}  // namespace

Finding placed_in_change(Finding finding, const Node& change, const std::string& path) {
    if (!holds(change, finding.position)) finding.position = deepest(change, finding.path);
    finding.path = finding.path.empty() ? path : path + "." + finding.path;
    return finding;
}

}  // namespace gaiku
