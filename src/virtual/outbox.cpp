#include "virtual/outbox.h"

#include <algorithm>

namespace gaiku::field {

void Outbox::add(std::int64_t number, const std::string& payload, Clock::time_point now) {
    waiting_.insert_or_assign(number, Message{payload, now + first_wait_, first_wait_});
    if (waiting_.size() <= most_) return;
    waiting_.erase(waiting_.begin());
    ++given_up_;
}

std::vector<std::string> Outbox::due(Clock::time_point now) {
    std::vector<std::string> payloads;
    for (auto& [number, message] : waiting_) {
        if (message.again > now) continue;
        message.wait = std::min(2 * message.wait, longest_wait);
        message.again = now + message.wait;
        payloads.push_back(message.payload);
    }
    return payloads;
}

}  // namespace gaiku::field
