#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

/// MQTT 3.1.1 control packets (OASIS standard of 29 October 2014) as far as a client with QoS 0 and 1 needs them.
namespace gaiku::mqtt {

/// How sure a message arrives: 0 at most once, 1 at least once. QoS 2 is not used: readings are idempotent.
enum class Qos : std::uint8_t { at_most_once = 0, at_least_once = 1 };

/// Bytes that are no MQTT, or that the other side must not send. The connection cannot go on.
class ProtocolError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

struct Connect {
    std::string client_id;
    std::string user;  ///< empty: none
    std::string password;
    bool clean_session = false;
    std::uint16_t keep_alive_s = 30;
};

struct ConnAck {
    bool session_present = false;
    std::uint8_t code = 0;  ///< 0: accepted
};

/// What a ConnAck's code above 0 means.
[[nodiscard]] std::string_view refusal(std::uint8_t code);

/// Topic and payload are views: of the caller's text when writing, of the reader's buffer when reading.
struct Publish {
    std::string_view topic;
    std::string_view payload;
    Qos qos = Qos::at_most_once;
    std::uint16_t id = 0;  ///< 0 with QoS 0
    bool duplicate = false;
    bool retain = false;
};

/// A Publish of more bytes than the reader takes. Its payload is skipped.
struct TooLarge {
    std::string topic;
    Qos qos = Qos::at_most_once;
    std::uint16_t id = 0;
    std::size_t bytes = 0;  ///< of the whole packet behind its fixed header
};

struct PubAck {
    std::uint16_t id = 0;
};

struct Subscription {
    std::string filter;
    Qos qos = Qos::at_least_once;
};

struct SubAck {
    std::uint16_t id = 0;
    std::vector<std::uint8_t> codes;  ///< a subscription each: the QoS granted, or 0x80 where it was refused
};

struct PingResp {};

/// What a broker sends to a client.
using Packet = std::variant<ConnAck, Publish, TooLarge, PubAck, SubAck, PingResp>;

/// Append a packet's bytes to `out`. Throw std::length_error for strings over 65,535 bytes and packets over 256 MiB.
void write(const Connect& packet, std::string& out);
void write(const Publish& packet, std::string& out);
void write(const PubAck& packet, std::string& out);
void write_subscribe(std::uint16_t id, const std::vector<Subscription>& subscriptions, std::string& out);
void write_ping(std::string& out);
void write_disconnect(std::string& out);

}  // namespace gaiku::mqtt
