#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "district/node.h"

namespace gaiku {

/// What one document says otherwise than another, at one place.
struct Difference {
    std::string path;           ///< blocks.north.name; of a list scenarios[1].change, or by its id: scenarios[now].year
    std::string before, after;  ///< as written, a map or list in one line, shortened; empty: nothing stands there
    Position position;          ///< in the later document; where it went, in the earlier one
    bool operator==(const Difference&) const = default;
};

/// The differences in the order of the later document, then what went. An entry that comes or goes is one difference
/// with all that stands in it; of maps that stay, each key that differs is one. Entries of lists are known by their
/// `id`, or by where they stand.
[[nodiscard]] std::vector<Difference> differences(const NodePtr& before, const NodePtr& after);

/// A node in one line, as YAML's flow style has it; "..." where it is longer than so many bytes.
[[nodiscard]] std::string one_line(const Node& node, std::size_t most = 200);

}  // namespace gaiku
