#pragma once

#include <string_view>
#include <vector>

namespace gaiku {

/// All symbols that measure what `symbol` does ("kW": W, MW, RT, ...); `below_line`: as in a rate, where a day is a
/// part of a year. Empty where `symbol` is none.
[[nodiscard]] std::vector<std::string_view> symbols_like(std::string_view symbol, bool below_line);

}  // namespace gaiku
