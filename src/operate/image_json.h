#pragma once

#include <string>

#include "operate/image.h"

namespace gaiku::operate {

/// District and blocks, without devices: what changes each second. Values null where they are missing.
[[nodiscard]] std::string now_json(const Image& image);
/// Devices with their last readings; `block`: of one block only.
[[nodiscard]] std::string devices_json(const Image& image, const std::string& block = {});
/// How derived values are made.
[[nodiscard]] std::string formulas_json();

}  // namespace gaiku::operate
