#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "protocol/mqtt/packet.h"

namespace gaiku::mqtt {

/// Cuts a broker's stream of bytes into packets, wherever the network cut it. Holds at most one packet of
/// `largest_packet` bytes and what was given at once; a larger message is skipped and told as TooLarge.
class PacketReader {
public:
    explicit PacketReader(std::size_t largest_packet) : largest_(largest_packet) {}

    /// More bytes of the stream. Views of packets given before end here.
    void give(std::string_view bytes);
    /// The next whole packet, or nothing until more bytes come. Throws ProtocolError; then the stream is of no use.
    [[nodiscard]] std::optional<Packet> next();

private:
    void skip();
    [[nodiscard]] std::optional<Packet> too_large(unsigned first, std::string_view body, std::size_t length);

    std::size_t largest_;
    std::string buffer_;
    std::size_t begin_ = 0;  ///< of what was not read yet
    std::size_t skip_ = 0;   ///< bytes of a skipped message that are still to come
};

}  // namespace gaiku::mqtt
