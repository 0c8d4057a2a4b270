#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "protocol/mqtt/loop.h"
#include "protocol/mqtt/session.h"

/// A client of MQTT 3.1.1 brokers whose user says when a message counts as received: after a commit, not before.
namespace gaiku::mqtt {

struct Tls {
    std::string ca_file;      ///< PEM: who signs the broker's certificate; empty: the system's authorities
    std::string server_name;  ///< that the certificate must name; empty: the host
};

struct Options {
    std::string host = "localhost";
    std::uint16_t port = 1883;
    std::string client_id;  ///< under which the broker keeps the session; two clients must not share one
    std::string user;       ///< empty: none
    std::string password;
    std::optional<Tls> tls;
    bool clean_session = false;  ///< false: the broker keeps subscriptions and messages while the client is away
    std::chrono::seconds keep_alive{30};
    std::chrono::milliseconds connect_timeout{10'000};
    std::chrono::milliseconds shortest_pause{100};    ///< before the first attempt to connect again; doubles
    std::chrono::milliseconds longest_pause{30'000};  ///< up to this, drawn between half of it and all of it
    std::size_t largest_message = 16U << 20U;         ///< bytes; a larger one is skipped and told (on_trouble)
    /// Messages taken and not acknowledged; beyond that nothing is read until some are, so that a slow disk slows the
    /// broker and fills no memory here.
    std::size_t most_unacknowledged = 10'000;
    Session::Limits limits{};
};

/// A received message's acknowledgement, from any thread, at any later time. Without it, and when the connection was
/// lost in between, the broker gives the message again (QoS 1 and a kept session). Acknowledgements go out in the order
/// of the messages: one that is never given holds back all behind it until the next connection (give_again).
class Delivery {
public:
    Delivery() = default;
    void acknowledge() const;
    /// It could not be stored: the connection is ended, and after a pause, which grows while nothing is acknowledged,
    /// the broker gives this message and all others without acknowledgement again.
    void give_again() const;

    Qos qos = Qos::at_most_once;
    bool duplicate = false;  ///< the broker gave it before, and does not know whether it was received
    bool retained = false;   ///< kept by the broker as the topic's last, from nobody knows when

private:
    friend class Client;
    struct Target;
    Delivery(std::weak_ptr<Target> target, std::uint64_t number)
        : qos(Qos::at_least_once), target_(std::move(target)), number_(number) {}
    std::weak_ptr<Target> target_;  ///< none: QoS 0
    std::uint64_t number_ = 0;
};

/// All are called on the loop's thread. Views end with the call.
struct Handlers {
    std::function<void(std::string_view topic, std::string_view payload, Delivery delivery)> on_message;
    std::function<void(bool session_present)> on_connected;
    std::function<void()> on_subscribed;  ///< the broker has answered all subscriptions; before, it may drop messages
    std::function<void(const std::string& reason)> on_disconnected;  ///< also after every failed attempt
    std::function<void(const std::string& what)> on_trouble;         ///< a refused subscription, a message too large
};

/// Connects from its first moment on and again whenever the connection is lost, with growing pauses. All calls are safe
/// from any thread.
class Client {
public:
    /// Throws std::runtime_error where the TLS files cannot be read.
    Client(Loop& loop, Options options, Handlers handlers);
    /// Says goodbye to the broker; no handler is called any more once it returns. Not from a handler.
    ~Client();
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    void subscribe(std::string filter, Qos qos = Qos::at_least_once);
    void publish(std::string topic, std::string payload, Qos qos = Qos::at_least_once, OnPublished done = {},
                 bool retain = false);

private:
    std::shared_ptr<Delivery::Target> target_;
};

}  // namespace gaiku::mqtt
