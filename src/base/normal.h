#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

/// UTF-8 checks, and the ASCII form of what Japanese keyboards produce.
namespace gaiku {

/// Full-width letters, digits and signs, ideographic spaces, and one-character units (㎡, ㎾, ℃, m², ...) as ASCII;
/// other text unchanged.
[[nodiscard]] std::string to_half_width(std::string_view text);

/// The offset of the first byte that is not UTF-8; nothing for valid text.
[[nodiscard]] std::optional<std::size_t> first_invalid_utf8(std::string_view text);

/// Whether the bytes could be Shift_JIS text with Japanese in it (a guess for a message, not a decoder).
[[nodiscard]] bool looks_like_shift_jis(std::string_view bytes);

/// Without spaces, tabs and line ends at both ends.
[[nodiscard]] std::string_view trim(std::string_view text);

/// At most 80 bytes of a text, cut between characters.
[[nodiscard]] std::string shortened(std::string_view text);

}  // namespace gaiku
