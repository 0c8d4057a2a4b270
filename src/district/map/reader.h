#pragma once

#include <memory>

#include "district/district.h"

namespace gaiku {

/// The map that district.map names; null without one, and where something is wrong. It is that of the whole file: it
/// may name the blocks and lines of any scenario.
[[nodiscard]] std::shared_ptr<const SiteMap> read_site_map(const District& base, const std::vector<Era>& eras,
                                                           Findings& findings);

}  // namespace gaiku
