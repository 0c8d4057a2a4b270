#pragma once

#include <string>
#include <string_view>

namespace gaiku {

/// The two languages every word for people is written in.
enum class Language { en, ja };

/// A text for people, in both languages. `ja` may be left empty where a name is the same in both.
struct Text {
    std::string en;
    std::string ja;

    [[nodiscard]] const std::string& in(Language language) const {
        return language == Language::ja && !ja.empty() ? ja : en;
    }
    bool operator==(const Text&) const = default;
};

}  // namespace gaiku
