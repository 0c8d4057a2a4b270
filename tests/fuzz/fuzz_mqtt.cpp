#include <cstdint>
#include <cstdlib>
#include <string>

#include "protocol/mqtt/packet_reader.h"
#include "protocol/mqtt/session.h"

/// A broker's stream of any bytes, cut where the first byte says: the same packets as in one piece, a message that is
/// written again reads the same, a session that is given them stays within its limits.
namespace {

using namespace gaiku::mqtt;

void require(bool good) {
    if (!good) std::abort();
}

void check_publish(const Publish& packet) {
    std::string again;
    write(packet, again);
    PacketReader reader(again.size());
    reader.give(again);
    const auto read = reader.next();
    require(read.has_value());
    const auto& other = std::get<Publish>(*read);
    require(other.topic == packet.topic && other.payload == packet.payload && other.id == packet.id);
    require(other.qos == packet.qos && other.duplicate == packet.duplicate && other.retain == packet.retain);
}

/// The kinds of the packets in order, and 'x' where the stream was broken.
std::string read_all(std::string_view stream, std::size_t piece, Session& session) {
    std::string kinds;
    PacketReader reader(64);
    try {
        for (std::size_t at = 0; at < stream.size(); at += piece) {
            reader.give(stream.substr(at, piece));
            while (const auto packet = reader.next()) {
                kinds.push_back(static_cast<char>('0' + packet->index()));
                if (const auto* publish = std::get_if<Publish>(&*packet)) {
                    check_publish(*publish);
                    if (publish->id != 0) session.acknowledge(session.received(publish->id));
                } else if (const auto* taken = std::get_if<PubAck>(&*packet)) {
                    session.on(*taken);
                } else if (const auto* granted = std::get_if<SubAck>(&*packet)) {
                    (void)session.on(*granted);
                } else if (std::holds_alternative<ConnAck>(*packet)) {
                    session.connected(std::get<ConnAck>(*packet).session_present);
                }
            }
        }
    } catch (const ProtocolError&) {
        kinds.push_back('x');
    }
    return kinds;
}

Session session() {
    Session session({.in_flight = 3, .waiting_bytes = 10'000});
    session.subscribe({"a/+", Qos::at_least_once});
    for (int i = 0; i < 10; ++i) session.publish("a/b", "payload", Qos::at_least_once, false, {});
    return session;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::string_view stream(reinterpret_cast<const char*>(data) + 1, size - 1);
    Session one = session();
    Session other = session();
    const std::string whole = read_all(stream, stream.size() + 1, one);
    require(read_all(stream, static_cast<std::size_t>(data[0] % 16U) + 1, other) == whole);
    require(one.unacknowledged() == other.unacknowledged() && one.output == other.output);
    return 0;
}
