#include <charconv>

#include "server/api.h"

namespace gaiku::server {
namespace {

std::optional<std::string> decode(std::string_view text) {
    std::string decoded;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            decoded += text[i];  // a + stays one, as in +09:00; RFC 3986 knows no other meaning
            continue;
        }
        unsigned value = 0;
        if (i + 2 >= text.size()) return std::nullopt;
        const auto [end, error] = std::from_chars(text.data() + i + 1, text.data() + i + 3, value, 16);
        if (error != std::errc() || end != text.data() + i + 3) return std::nullopt;
        decoded += static_cast<char>(value);
        i += 2;
    }
    return decoded;
}

}  // namespace

std::string media_type(std::string_view content_type) {
    content_type = content_type.substr(0, content_type.find(';'));
    while (content_type.ends_with(' ') || content_type.ends_with('\t')) content_type.remove_suffix(1);
    std::string type(content_type);
    for (char& letter : type) {
        if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
    }
    return type;
}

std::optional<Target> parse_target(std::string_view target) {
    const std::size_t mark = std::min(target.find('?'), target.size());
    const auto path = decode(target.substr(0, mark));
    if (!path) return std::nullopt;
    Target parsed{*path, {}};
    std::string_view query = target.substr(std::min(target.size(), mark + 1));
    while (!query.empty()) {
        const std::size_t end = std::min(query.find('&'), query.size());
        const std::string_view pair = query.substr(0, end);
        query.remove_prefix(std::min(query.size(), end + 1));
        const std::size_t equals = std::min(pair.find('='), pair.size());
        const auto key = decode(pair.substr(0, equals));
        const auto value = decode(pair.substr(std::min(pair.size(), equals + 1)));
        // Which of two would count is not to be guessed, by us or by what stands before us.
        if (!key || !value || !parsed.query.emplace(*key, *value).second) return std::nullopt;
    }
    return parsed;
}

}  // namespace gaiku::server
