#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/finding.h"

namespace gaiku {

struct Node;
using NodePtr = std::shared_ptr<const Node>;

/// One place of a document, as written: a scalar text, a list or a map, with its position. Nodes are shared and never
/// changed; a scenario's document is the base document with some nodes replaced.
struct Node {
    enum class Kind { null, scalar, list, map };
    struct Entry {
        std::string key;
        Position position;  ///< of the key
        NodePtr value;
    };

    Kind kind = Kind::null;
    std::string text;            ///< of a scalar
    std::vector<NodePtr> items;  ///< of a list
    std::vector<Entry> entries;  ///< of a map, in the order of the file; keys are unique
    Position position;

    [[nodiscard]] const Entry* find(std::string_view key) const;
};

/// `base` with what `change` says: maps are merged key by key, `null` takes a key away, everything else replaces.
/// Taking away what is not there is a finding, and so is a key with nothing behind it: whether it was to go or its
/// value was forgotten cannot be known. `path` says where `change` stands in the document.
[[nodiscard]] NodePtr merge(const NodePtr& base, const NodePtr& change, Findings& findings,
                            const std::string& path = {});

/// "a map", "a list", "a text": for messages.
[[nodiscard]] Text kind_name(Node::Kind kind);

/// What stands there instead, as a sign that needs no language: "{...}", "[...]"; empty where nothing stands.
[[nodiscard]] std::string kind_sign(Node::Kind kind);

}  // namespace gaiku
