#pragma once

#include <variant>

#include "server/api.h"
#include "telemetry/store/store.h"

namespace gaiku::server {

/// A question for a series, as a query asks it.
struct Question {
    std::optional<telemetry::ChannelName> channel;  ///< else a group
    telemetry::GroupName group;
    telemetry::TimeMs from = 0;
    telemetry::TimeMs to = 0;
    std::optional<telemetry::Period> period;  ///< nothing: raw
    bool csv = false;
};

/// The question, or what is wrong with it.
[[nodiscard]] std::variant<Question, Response> read_question(const std::map<std::string, std::string>& query);

[[nodiscard]] Response answer_series(telemetry::Store& store, const Question& question);

/// What validation found in a channel between two times, by time.
[[nodiscard]] Response answer_events(telemetry::Store& store, const Question& question);

}  // namespace gaiku::server
