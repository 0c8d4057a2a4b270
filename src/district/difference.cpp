#include "district/difference.h"

#include <algorithm>
#include <utility>

namespace gaiku {
namespace {

using Named = std::vector<std::pair<std::string, NodePtr>>;

bool same(const NodePtr& one, const NodePtr& other) {
    if (one == other) return true;
    if (!one || !other || one->kind != other->kind || one->text != other->text) return false;
    const auto same_entry = [](const Node::Entry& a, const Node::Entry& b) {
        return a.key == b.key && same(a.value, b.value);
    };
    return std::equal(one->items.begin(), one->items.end(), other->items.begin(), other->items.end(), same) &&
           std::equal(one->entries.begin(), one->entries.end(), other->entries.begin(), other->entries.end(),
                      same_entry);
}

/// What stands in a map by its keys, in a list by "[id]" or "[number]".
Named named(const Node& node) {
    Named all;
    for (const auto& entry : node.entries) all.emplace_back(entry.key, entry.value);
    for (std::size_t i = 0; i < node.items.size(); ++i) {
        const auto* id = node.items[i]->find("id");
        const bool has_id = id != nullptr && id->value->kind == Node::Kind::scalar;
        all.emplace_back("[" + (has_id ? id->value->text : std::to_string(i)) + "]", node.items[i]);
    }
    return all;
}

NodePtr find(const Named& all, const std::string& name) {
    const auto found = std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.first == name; });
    return found == all.end() ? nullptr : found->second;
}

std::string joined(const std::string& path, const std::string& name) {
    return path.empty() || name.starts_with('[') ? path + name : path + "." + name;
}

std::string written(const NodePtr& node) {
    return node ? one_line(*node) : std::string();
}

bool has_parts(const NodePtr& node) {
    return node && (node->kind == Node::Kind::map || node->kind == Node::Kind::list);
}

/// Lists of numbers or texts differ as a whole; what has maps in it, by them.
bool by_parts(const NodePtr& before, const NodePtr& after) {
    if (!has_parts(before) || !has_parts(after) || before->kind != after->kind) return false;
    if (before->kind == Node::Kind::map) return true;
    return std::all_of(after->items.begin(), after->items.end(), has_parts) &&
           std::all_of(before->items.begin(), before->items.end(), has_parts);
}

void add(const std::string& path, const NodePtr& before, const NodePtr& after, std::vector<Difference>& all) {
    if (same(before, after)) return;
    if (!by_parts(before, after)) {
        all.push_back({path, written(before), written(after), (after ? after : before)->position});
        return;
    }
    const Named earlier = named(*before), later = named(*after);
    const std::size_t known = all.size();
    for (const auto& [name, node] : later) add(joined(path, name), find(earlier, name), node, all);
    for (const auto& [name, node] : earlier)
        if (!find(later, name)) add(joined(path, name), node, nullptr, all);
    // The same entries in another order, which may be one of precedence.
    if (all.size() == known) all.push_back({path, written(before), written(after), after->position});
}

void write(const Node& node, std::size_t most, std::string& line) {
    if (line.size() > most) return;
    if (node.kind == Node::Kind::scalar) line += node.text;
    if (node.kind == Node::Kind::null) line += "null";
    const bool map = node.kind == Node::Kind::map;
    if (!map && node.kind != Node::Kind::list) return;
    line += map ? "{ " : "[";
    const char* before = "";
    for (const auto& entry : node.entries) {
        line += std::exchange(before, ", ") + entry.key + ": ";
        write(*entry.value, most, line);
    }
    for (const auto& item : node.items) {
        line += std::exchange(before, ", ");
        write(*item, most, line);
    }
    line += map ? " }" : "]";
}

}  // namespace

std::string one_line(const Node& node, std::size_t most) {
    std::string line;
    write(node, most, line);
    if (line.size() <= most) return line;
    std::size_t end = most;
    while (end > 0 && (static_cast<unsigned char>(line[end]) & 0xC0U) == 0x80U) --end;  // not within a character
    return line.substr(0, end) + "...";
}

std::vector<Difference> differences(const NodePtr& before, const NodePtr& after) {
    std::vector<Difference> all;
    add("", before, after, all);
    return all;
}

}  // namespace gaiku
