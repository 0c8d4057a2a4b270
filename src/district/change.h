#pragma once

#include "district/node.h"

namespace gaiku {

/// What a scenario alone brings in is to be mended in its `change`. Gives `finding` the place and the path there: the
/// deepest entry of `change` on the finding's path, where it does not point into the change already. `path` is that of
/// the change in the document, e.g. scenarios[1].change.
[[nodiscard]] Finding placed_in_change(Finding finding, const Node& change, const std::string& path);

}  // namespace gaiku
