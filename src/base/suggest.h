#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace gaiku {

/// Edits (insert, delete, change, swap of neighbours) that turn `a` into `b`.
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b);

/// The known name that `unknown` was probably meant to be: at most a third of its letters differ. Empty when none is
/// near.
[[nodiscard]] std::string suggest(std::string_view unknown, const std::vector<std::string>& known);

}  // namespace gaiku
