#pragma once

#include <string>
#include <string_view>

namespace gaiku::server {

/// Of a message to the server: gaiku/DEVICE/REST.
struct Topic {
    std::string device;     ///< empty where the topic has none, as "gaiku" itself, which "gaiku/#" also means
    std::string_view rest;  ///< behind gaiku/DEVICE/; of the text that was parsed
};

[[nodiscard]] inline Topic parse_topic(std::string_view topic) {
    constexpr std::string_view prefix = "gaiku/";
    if (!topic.starts_with(prefix)) return {};
    topic.remove_prefix(prefix.size());
    const std::size_t slash = topic.find('/');
    if (slash == std::string_view::npos) return {std::string(topic), {}};
    return {std::string(topic.substr(0, slash)), topic.substr(slash + 1)};
}

}  // namespace gaiku::server
