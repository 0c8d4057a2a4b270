#pragma once

#include "district/descriptor.h"
#include "district/node.h"

namespace gaiku {

/// A change may bring in entries of its own, but one that has none of the keys that make such an entry (technology of
/// assets, use of buildings) and the name of nothing there is a misspelt name. `path` is that of the change.
[[nodiscard]] bool check_new_entries(const Node& change, const Node& document, const Section& root,
                                     const std::string& path, Findings& findings);

/// What a scenario alone brings in is to be mended in its `change`. Gives `finding` the place and the path there: the
/// deepest entry of `change` on the finding's path, where it does not point into the change already. `path` is that of
/// the change in the document, e.g. scenarios[1].change.
[[nodiscard]] Finding placed_in_change(Finding finding, const Node& change, const std::string& path);

}  // namespace gaiku
