#include "district/node.h"

#include <map>

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

NodePtr merge(const NodePtr& base, const NodePtr& change, Findings& findings, const std::string& path) {
    if (!base || !change || base->kind != Node::Kind::map || change->kind != Node::Kind::map)
        return change ? change : base;
    auto merged = std::make_shared<Node>(*base);
    auto& entries = merged->entries;
    std::map<std::string, std::size_t, std::less<>> index;
    for (std::size_t i = 0; i < entries.size(); ++i) index.emplace(entries[i].key, i);
    bool removed = false;
    for (const auto& entry : change->entries) {
        const auto at = index.find(entry.key);
        const std::string here = path.empty() ? entry.key : path + "." + entry.key;
        const bool null = entry.value->kind == Node::Kind::null;
        if (null && entry.value->text.empty() && at != index.end()) {
            findings.add({"missing-key",
                          entry.position,
                          here,
                          "",
                          {"what changes here", "ここで変える内容"},
                          {"write a value behind the colon; to take the entry away, write ~",
                           "コロンの後に値を書いてください。項目を取り除くには ~ と書きます"},
                          "",
                          Severity::error});
        } else if (null && !entry.value->text.empty() && at == index.end()) {
            findings.add({"unknown-reference",
                          entry.position,
                          here,
                          entry.key,
                          {"the name of an entry to take away", "取り除く項目の名前"},
                          {"correct the name, or remove this line", "名前を直すか、この行を消してください"},
                          suggest(entry.key, names_of(*base)),
                          Severity::error});
        } else if (at == index.end()) {
            index.emplace(entry.key, entries.size());
            entries.push_back(entry);
        } else if (null) {
            entries[at->second].value = nullptr;
            removed = true;
            index.erase(at);
        } else {
            Node::Entry& target = entries[at->second];
            target.value = merge(target.value, entry.value, findings, here);
            if (target.value == entry.value) target.position = entry.position;
        }
    }
    if (removed) std::erase_if(entries, [](const Node::Entry& entry) { return !entry.value; });
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

std::string kind_sign(Node::Kind kind) {
    if (kind == Node::Kind::list) return "[...]";
    return kind == Node::Kind::map ? "{...}" : "";
}

}  // namespace gaiku
