#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace gaiku {

/// A text in Shift_JIS as Windows has it (code page 932) as UTF-8. Nothing where a byte is none of it; `bad` is then
/// its place. Throws std::runtime_error where the system's iconv does not know the code page.
[[nodiscard]] std::optional<std::string> utf8_of_shift_jis(std::string_view bytes, std::size_t& bad);

}  // namespace gaiku
