#pragma once

#include <nlohmann/json.hpp>

#include <optional>

#include "base/text.h"

/// What all of the report's JSON writes alike.
namespace gaiku {

/// A text in both languages; Japanese stands in for itself where it is the same.
[[nodiscard]] inline nlohmann::ordered_json text_json(const Text& text) {
    return {{"en", text.en}, {"ja", text.in(Language::ja)}};
}

template <class T>
[[nodiscard]] nlohmann::ordered_json or_null(const std::optional<T>& value) {
    return value ? nlohmann::ordered_json(*value) : nlohmann::ordered_json(nullptr);
}

}  // namespace gaiku
