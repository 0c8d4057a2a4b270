#include "protocol/mqtt/packet.h"

#include <array>

namespace gaiku::mqtt {
namespace {

constexpr std::size_t longest_string = 0xFFFF;
constexpr std::size_t longest_packet = 268'435'455;  // four bytes of seven bits

void put_byte(unsigned value, std::string& out) {
    out.push_back(static_cast<char>(static_cast<unsigned char>(value)));
}

void put_word(std::size_t value, std::string& out) {
    put_byte(static_cast<unsigned>(value >> 8U) & 0xFFU, out);
    put_byte(static_cast<unsigned>(value) & 0xFFU, out);
}

void put_string(std::string_view text, std::string& out) {
    if (text.size() > longest_string) throw std::length_error("an MQTT string has at most 65535 bytes");
    put_word(text.size(), out);
    out.append(text);
}

/// Type and flags, then the length of what follows.
void put_header(unsigned first, std::size_t length, std::string& out) {
    if (length > longest_packet) throw std::length_error("an MQTT packet has at most 256 MiB");
    put_byte(first, out);
    do {
        const auto low = static_cast<unsigned>(length & 0x7FU);
        length >>= 7U;
        put_byte(length > 0 ? low | 0x80U : low, out);
    } while (length > 0);
}

}  // namespace

std::string_view refusal(std::uint8_t code) {
    constexpr std::array<std::string_view, 6> names = {
        "accepted",           "unacceptable protocol version", "client id refused",
        "broker unavailable", "bad user name or password",     "not authorized"};
    return code < names.size() ? names[code] : "refused for a reason that MQTT 3.1.1 does not know";
}

void write(const Connect& packet, std::string& out) {
    unsigned flags = packet.clean_session ? 0x02U : 0x00U;
    std::string body;
    if (!packet.user.empty()) flags |= 0x80U;
    if (!packet.user.empty() && !packet.password.empty()) flags |= 0x40U;
    put_string("MQTT", body);
    put_byte(4, body);  // the protocol level of 3.1.1
    put_byte(flags, body);
    put_word(packet.keep_alive_s, body);
    put_string(packet.client_id, body);
    if ((flags & 0x80U) != 0) put_string(packet.user, body);
    if ((flags & 0x40U) != 0) put_string(packet.password, body);
    put_header(0x10, body.size(), out);
    out += body;
}

void write(const Publish& packet, std::string& out) {
    const bool with_id = packet.qos != Qos::at_most_once;
    const unsigned flags =
        (packet.duplicate ? 0x08U : 0U) | (static_cast<unsigned>(packet.qos) << 1U) | (packet.retain ? 0x01U : 0U);
    put_header(0x30U | flags, 2 + packet.topic.size() + (with_id ? 2 : 0) + packet.payload.size(), out);
    put_string(packet.topic, out);
    if (with_id) put_word(packet.id, out);
    out.append(packet.payload);
}

void write(const PubAck& packet, std::string& out) {
    put_header(0x40, 2, out);
    put_word(packet.id, out);
}

void write_subscribe(std::uint16_t id, const std::vector<Subscription>& subscriptions, std::string& out) {
    std::string body;
    put_word(id, body);
    for (const auto& subscription : subscriptions) {
        put_string(subscription.filter, body);
        put_byte(static_cast<unsigned>(subscription.qos), body);
    }
    put_header(0x82, body.size(), out);
    out += body;
}

void write_ping(std::string& out) {
    put_header(0xC0, 0, out);
}

void write_disconnect(std::string& out) {
    put_header(0xE0, 0, out);
}

}  // namespace gaiku::mqtt
