#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "protocol/mqtt/packet.h"

namespace gaiku::mqtt {

/// What became of a message that was published.
enum class Published {
    acknowledged,  ///< QoS 1: the broker has it; QoS 0: it was written out
    dropped,       ///< QoS 0 without connection, too much waiting already, or the client was stopped
};
using OnPublished = std::function<void(Published)>;

/// A client's side of a session without any network: which messages are on their way, which are waiting, which of those
/// received are to be acknowledged. Outlives connections. Bytes to be sent gather in `output`.
class Session {
public:
    struct Limits {
        std::size_t in_flight = 200;             ///< messages sent and not acknowledged by the broker
        std::size_t waiting_bytes = 64U << 20U;  ///< topics and payloads that wait or are in flight
    };
    explicit Session(Limits limits);

    void publish(std::string topic, std::string payload, Qos qos, bool retain, OnPublished done);
    /// Kept for every connection to come.
    void subscribe(Subscription subscription);

    /// The broker took the connection. What was in flight is sent again (marked as duplicate), then what waits.
    /// Without a session at the broker the subscriptions are sent; they are sent too where some are new.
    void connected(bool session_present);
    void disconnected();

    /// A message of QoS 1 was received: the number by which it is acknowledged later.
    [[nodiscard]] std::uint64_t received(std::uint16_t id);
    /// Messages of a former connection are left alone: the broker gives them again. Acknowledgements are sent in the
    /// order of the messages (MQTT-4.6.0-2), so one waits for those before it.
    void acknowledge(std::uint64_t number);
    /// Of this connection, and its acknowledgement is still to come.
    [[nodiscard]] bool is_open(std::uint64_t number) const;
    [[nodiscard]] std::size_t unacknowledged() const { return received_.size(); }

    void on(const PubAck& packet);
    /// The filters that the broker refused.
    [[nodiscard]] std::vector<std::string> on(const SubAck& packet);

    /// Subscriptions are on their way and not answered.
    [[nodiscard]] bool subscribing() const { return !asked_.empty(); }

    /// Nothing more is sent: whatever waits is dropped.
    void drop_all();

    std::string output;

private:
    struct Message {
        std::string topic;
        std::string payload;
        bool retain = false;
        OnPublished done;
        bool sent_before = false;
    };
    struct Received {
        std::uint16_t id = 0;
        bool acknowledged = false;
    };
    void send(std::uint16_t id, Message& message);
    void send_waiting();
    void send_subscriptions(std::size_t first);
    [[nodiscard]] std::uint16_t free_id();
    [[nodiscard]] static std::size_t size_of(const Message& message) {
        return message.topic.size() + message.payload.size() + sizeof(Message);
    }

    Limits limits_;
    bool connected_ = false;
    std::deque<Message> waiting_;
    std::map<std::uint16_t, Message> in_flight_;
    std::deque<std::uint16_t> order_;  ///< of in_flight_, as they were sent
    std::size_t bytes_ = 0;
    std::uint16_t last_id_ = 0;
    std::vector<Subscription> subscriptions_;
    std::size_t known_ = 0;  ///< of the subscriptions: the broker's session has them
    std::map<std::uint16_t, std::vector<Subscription>> asked_;
    std::deque<Received> received_;
    std::uint64_t first_received_ = 0;  ///< number of received_.front(); numbers are never used again
};

}  // namespace gaiku::mqtt
