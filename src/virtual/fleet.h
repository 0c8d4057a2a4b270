#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <stop_token>

#include "protocol/mqtt/client.h"
#include "virtual/device.h"
#include "virtual/outbox.h"

namespace gaiku::field {

/// Devices at a broker, each with its own connection and its own name. A device keeps a reading until gaiku's receipt
/// comes and sends it again where none does; so nothing is lost when a broker is killed.
class Fleet {
public:
    struct Options {
        mqtt::Options broker;                          ///< host, port, TLS; the rest is set for each device
        std::map<std::string, std::string> passwords;  ///< by device; empty: the broker asks for none
        std::chrono::milliseconds first_wait{30'000};  ///< for a receipt, before a message is sent again
    };
    struct Counts {
        std::uint64_t sent = 0, taken_by_broker = 0, receipts = 0, sent_again = 0, given_up = 0;
        std::uint64_t waiting = 0;  ///< for their receipts
        std::size_t connected = 0;  ///< devices
        std::string last_trouble;
    };
    Fleet(mqtt::Loop& loop, const std::vector<Device>& devices, const Options& options);
    ~Fleet();
    Fleet(const Fleet&) = delete;
    Fleet& operator=(const Fleet&) = delete;

    /// Waits until all devices are connected; false where they are not by then, or it was stopped.
    bool wait_connected(std::chrono::milliseconds at_most, const std::stop_token& stop);
    void send(const Frame& frame);
    /// Sends again what waits too long for its receipt. To be called now and then.
    void remind();
    /// Waits until every message has its receipt (or, `by_broker`, the broker has taken it), reminding meanwhile; false
    /// where it was stopped or not so by then.
    bool wait_receipts(std::chrono::milliseconds at_most, bool by_broker, const std::stop_token& stop);
    [[nodiscard]] Counts counts() const;
    /// Whether all that was said up to a time of the district has its receipt; where no server has ever sent one,
    /// whether the broker has taken all.
    [[nodiscard]] bool arrived(Instant until) const;
    /// Waits until it is so, reminding meanwhile; false where it is not by then.
    bool wait_arrived(Instant until, std::chrono::milliseconds at_most);

private:
    /// Days of half-hours, a day of minutes.
    static constexpr std::size_t most_of_meter = 200, most_of_other = 2000;
    [[nodiscard]] bool is_there(Instant until) const;  ///< needs the mutex
    struct Line {
        Line(const Device& of, std::chrono::milliseconds first_wait)
            : device(&of), outbox(of.is_meter ? most_of_meter : most_of_other, first_wait) {}
        const Device* device;
        Outbox outbox;
        bool connected = false;
        std::unique_ptr<mqtt::Client> client;
    };
    [[nodiscard]] mqtt::Handlers handlers(Line& line);
    void take_receipt(Line& line, std::string_view payload);
    void publish(Line& line, std::string payload);
    [[nodiscard]] bool wait(std::chrono::milliseconds at_most, const std::stop_token& stop,
                            const std::function<bool()>& done);

    mutable std::mutex mutex_;
    std::condition_variable_any changed_;
    std::deque<Line> lines_;  ///< in the order of the devices
    Counts counts_;
    std::uint64_t at_broker_ = 0;  ///< published and not yet taken
    std::size_t waiting_ = 0;      ///< for receipts, of all
};

}  // namespace gaiku::field
