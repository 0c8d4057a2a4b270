#include "district/node.h"

#include <algorithm>

#include "base/suggest.h"

namespace gaiku {

const Node::Entry* Node::find(std::string_view key) const {
    for (const auto& entry : entries) {
        if (entry.key == key) return &entry;
    }
    return nullptr;
}

namespace {

std::vector<std::string> names_of(const Node& map) {
    std::vector<std::string> names;
    for (const auto& entry : map.entries) names.push_back(entry.key);
    return names;
}

}  // namespace

NodePtr merge(const NodePtr& base, const NodePtr& change, Findings& findings) {
    if (!base || !change || base->kind != Node::Kind::map || change->kind != Node::Kind::map)
        return change ? change : base;
    auto merged = std::make_shared<Node>(*base);
    for (const auto& entry : change->entries) {
        const auto same = [&](const Node::Entry& e) { return e.key == entry.key; };
        const auto at = std::find_if(merged->entries.begin(), merged->entries.end(), same);
        if (entry.value->kind == Node::Kind::null) {
            if (at == merged->entries.end()) {
                findings.add({"unknown-reference",
                              entry.position,
                              entry.key,
                              entry.key,
                              {"the name of an entry to take away", "取り除く項目の名前"},
                              {},
                              suggest(entry.key, names_of(*base)),
                              Severity::error});
            } else {
                merged->entries.erase(at);
            }
        } else if (at == merged->entries.end()) {
            merged->entries.push_back(entry);
        } else {
            at->value = merge(at->value, entry.value, findings);
            if (at->value == entry.value) at->position = entry.position;
        }
    }
    return merged;
}

Text kind_name(Node::Kind kind) {
    switch (kind) {
        case Node::Kind::null:
            return {"nothing", "空"};
        case Node::Kind::scalar:
            return {"a value", "値"};
        case Node::Kind::list:
            return {"a list", "リスト"};
        case Node::Kind::map:
            return {"entries \"name: value\"", "「名前: 値」の並び"};
    }
    return {};
}

}  // namespace gaiku
