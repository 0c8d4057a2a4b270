#include "protocol/mqtt/packet_reader.h"

#include <algorithm>

namespace gaiku::mqtt {
namespace {

unsigned byte_at(std::string_view bytes, std::size_t at) {
    return static_cast<unsigned char>(bytes[at]);
}

std::size_t word_at(std::string_view bytes, std::size_t at) {
    if (bytes.size() < at + 2) throw ProtocolError("a packet ends within a number");
    return (static_cast<std::size_t>(byte_at(bytes, at)) << 8U) | byte_at(bytes, at + 1);
}

std::uint16_t id_at(std::string_view bytes, std::size_t at) {
    const std::size_t id = word_at(bytes, at);
    if (id == 0) throw ProtocolError("a packet id of 0");
    return static_cast<std::uint16_t>(id);
}

/// What is no packet is told by its first byte, not after the length that it seems to have.
void check_kind(unsigned first) {
    if ((first >> 4U) != 3 && first != 0x20 && first != 0x40 && first != 0x90 && first != 0xD0) {
        throw ProtocolError("a packet that no broker sends to such a client");
    }
}

struct Length {
    std::size_t value = 0;
    std::size_t bytes = 0;  ///< 0: not whole yet
};

/// The "remaining length" behind the first byte: up to four bytes of seven bits, the lowest first.
Length read_length(std::string_view bytes) {
    Length length;
    for (std::size_t i = 0; i < 4; ++i) {
        if (i + 1 >= bytes.size()) return {};
        const unsigned byte = byte_at(bytes, i + 1);
        length.value |= static_cast<std::size_t>(byte & 0x7FU) << (7 * i);
        if ((byte & 0x80U) == 0) {
            length.bytes = i + 1;
            return length;
        }
    }
    throw ProtocolError("a packet's length of more than four bytes");
}

Qos qos_of(unsigned first) {
    const unsigned qos = (first >> 1U) & 0x03U;
    if (qos > 1) throw ProtocolError("a message of QoS 2, which nobody subscribed to");
    return static_cast<Qos>(qos);
}

Publish read_publish(unsigned first, std::string_view body) {
    Publish packet;
    packet.qos = qos_of(first);
    packet.duplicate = (first & 0x08U) != 0;
    packet.retain = (first & 0x01U) != 0;
    const std::size_t topic = word_at(body, 0);
    if (topic == 0) throw ProtocolError("a message without topic");
    if (body.size() < 2 + topic) throw ProtocolError("a packet ends within a topic");
    packet.topic = body.substr(2, topic);
    if (packet.topic.find_first_of(std::string_view("\0+#", 3)) != std::string_view::npos) {
        throw ProtocolError("a topic with a wildcard or a zero byte");
    }
    body.remove_prefix(2 + topic);
    if (packet.qos != Qos::at_most_once) {
        packet.id = id_at(body, 0);
        body.remove_prefix(2);
    }
    packet.payload = body;
    return packet;
}

ConnAck read_connack(std::string_view body) {
    if (body.size() != 2 || byte_at(body, 0) > 1) throw ProtocolError("a broken answer to a connection");
    return {byte_at(body, 0) == 1, static_cast<std::uint8_t>(byte_at(body, 1))};
}

SubAck read_suback(std::string_view body) {
    SubAck packet{id_at(body, 0), {}};
    for (std::size_t i = 2; i < body.size(); ++i) {
        const unsigned code = byte_at(body, i);
        if (code > 2 && code != 0x80) throw ProtocolError("an unknown answer to a subscription");
        packet.codes.push_back(static_cast<std::uint8_t>(code));
    }
    return packet;
}

Packet read_packet(unsigned first, std::string_view body) {
    if ((first >> 4U) == 3) return read_publish(first, body);
    switch (first) {
        case 0x20:
            return read_connack(body);
        case 0x40:
            if (body.size() != 2) throw ProtocolError("a broken acknowledgement");
            return PubAck{id_at(body, 0)};
        case 0x90:
            return read_suback(body);
        default:
            break;
    }
    if (!body.empty()) throw ProtocolError("a broken answer to a ping");
    return PingResp{};
}

}  // namespace

void PacketReader::give(std::string_view bytes) {
    buffer_.erase(0, begin_);
    begin_ = 0;
    buffer_.append(bytes);
}

void PacketReader::skip() {
    const std::size_t here = std::min(skip_, buffer_.size() - begin_);
    begin_ += here;
    skip_ -= here;
}

std::optional<Packet> PacketReader::too_large(unsigned first, std::string_view body, std::size_t length) {
    if ((first >> 4U) != 3) throw ProtocolError("a packet larger than any that a broker sends");
    const std::size_t head = body.size() < 2 ? 4 : 4 + word_at(body, 0);  // topic, id
    if (head > length) throw ProtocolError("a packet ends within a topic");
    if (body.size() < head) return std::nullopt;
    const Publish packet = read_publish(first, body.substr(0, head));
    skip_ = length;
    return TooLarge{std::string(packet.topic), packet.qos, packet.id, length};
}

std::optional<Packet> PacketReader::next() {
    skip();
    const std::string_view bytes = std::string_view(buffer_).substr(begin_);
    if (skip_ > 0 || bytes.empty()) return std::nullopt;
    const unsigned first = byte_at(bytes, 0);
    check_kind(first);
    const Length length = read_length(bytes);
    if (length.bytes == 0) return std::nullopt;
    const std::size_t head = 1 + length.bytes;
    const std::string_view body = bytes.substr(head);
    if (length.value > largest_) {
        auto packet = too_large(first, body, length.value);
        if (packet) begin_ += head;
        return packet;
    }
    if (body.size() < length.value) return std::nullopt;
    begin_ += head + length.value;
    return read_packet(first, body.substr(0, length.value));
}

}  // namespace gaiku::mqtt
