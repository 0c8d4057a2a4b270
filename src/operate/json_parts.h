#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "base/text.h"

namespace gaiku::operate {

using Json = nlohmann::ordered_json;

/// One line; what is no UTF-8 is replaced.
inline std::string dump(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

inline Json text_json(const Text& text) {
    return {{"en", text.en}, {"ja", text.in(Language::ja)}};
}

inline Json or_null(const std::optional<double>& value) {
    return value ? Json(*value) : Json(nullptr);
}

}  // namespace gaiku::operate
