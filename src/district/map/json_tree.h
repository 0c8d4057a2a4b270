#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/finding.h"

namespace gaiku {

/// A JSON value that knows where it stands.
struct JsonNode {
    enum class Kind { null, boolean, number, text, list, object };

    Kind kind = Kind::null;
    std::size_t offset = 0;  ///< of its first byte
    double number = 0;
    std::string text{};
    std::vector<JsonNode> items{};
    std::vector<std::pair<std::string, JsonNode>> members{};

    /// The member of an object; null where there is none or this is no object.
    [[nodiscard]] const JsonNode* find(std::string_view key) const;
    /// The text of a member that is one; empty otherwise.
    [[nodiscard]] std::string_view text_of(std::string_view key) const;
};

/// Lines of a text and the characters in them.
class TextLines {
public:
    explicit TextLines(std::string_view text);
    /// Line and column from 1, of a byte; columns count characters.
    [[nodiscard]] std::pair<int, int> at(std::size_t offset) const;

private:
    std::string_view text_;
    std::vector<std::size_t> begins_;
};

struct JsonFault {
    const char* code;  ///< json-syntax, duplicate-key, too-deep, too-long (an object)
    std::size_t offset = 0;
    std::string value;  ///< what stands there
};

/// Lists and objects within each other; GeoJSON needs ten.
inline constexpr std::size_t deepest_json = 32;

/// A JSON text (RFC 8259, UTF-8), or what is wrong in it first.
struct JsonText {
    std::optional<JsonNode> root;
    std::optional<JsonFault> fault;
};
[[nodiscard]] JsonText read_json(std::string_view text);

}  // namespace gaiku
