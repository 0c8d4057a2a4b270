#pragma once

#include <string>
#include <string_view>

#include "base/text.h"

namespace gaiku {

/// What to tell a person whose YAML cannot be parsed: the place to look at, what stands there, and what would be right.
struct SyntaxAdvice {
    int line = 1;
    int column = 1;
    std::string found;
    Text expected;
    Text fix;
};

/// Advice for a parser's `message` at `line` and `column` of `text`. Prefers the causes that a parser only stumbles
/// over: tabs as indentation and full-width signs of a Japanese keyboard.
[[nodiscard]] SyntaxAdvice syntax_advice(std::string_view text, std::string_view message, int line, int column);

}  // namespace gaiku
