#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace gaiku::field {

/// A device's memory of messages without receipt: what it must send again where none comes. Bounded: of more than
/// `most` messages the oldest are given up, and counted.
class Outbox {
public:
    using Clock = std::chrono::steady_clock;
    static constexpr std::chrono::milliseconds longest_wait{600'000};
    Outbox(std::size_t most, std::chrono::milliseconds first_wait) : most_(most), first_wait_(first_wait) {}

    void add(std::int64_t number, const std::string& payload, Clock::time_point now);
    /// Receipts may come twice, or for messages of an earlier run.
    void receipt(std::int64_t number) { waiting_.erase(number); }
    /// What has waited long enough to be sent again; each time it waits twice as long.
    [[nodiscard]] std::vector<std::string> due(Clock::time_point now);
    /// The number of the message that was added with the lowest one; nothing where none waits.
    [[nodiscard]] std::optional<std::int64_t> oldest() const {
        return waiting_.empty() ? std::nullopt : std::optional(waiting_.begin()->first);
    }
    [[nodiscard]] std::size_t waiting() const { return waiting_.size(); }
    [[nodiscard]] std::uint64_t given_up() const { return given_up_; }

private:
    struct Message {
        std::string payload;
        Clock::time_point again;
        std::chrono::milliseconds wait{0};
    };
    std::size_t most_;
    std::chrono::milliseconds first_wait_;
    std::map<std::int64_t, Message> waiting_;
    std::uint64_t given_up_ = 0;
};

}  // namespace gaiku::field
