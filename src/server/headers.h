#pragma once

#include <string>
#include <utility>
#include <vector>

namespace gaiku::server {

/// What every answer bears. Pages bring their scripts, styles and pictures with them; nothing is fetched from or
/// embedded elsewhere. A report of a plan is one file, with its script in it; pages that are not have a policy of their
/// own.
[[nodiscard]] const std::vector<std::pair<std::string, std::string>>& headers_of(bool secure);

}  // namespace gaiku::server
