#pragma once

#include <array>
#include <asio/steady_timer.hpp>
#include <memory>
#include <string>

#include "protocol/mqtt/client.h"
#include "protocol/mqtt/packet_reader.h"
#include "protocol/mqtt/stream.h"

namespace gaiku::mqtt {

/// One connection from the first attempt to its end: bytes in and out, keep-alive. What the packets mean is the
/// client's business. Everything happens on the loop's thread.
class Connection : public std::enable_shared_from_this<Connection> {
public:
    struct Events {
        std::function<void(const Packet&)> on_packet;
        std::function<void(const std::string& reason)> on_end;  ///< once, the last thing that is heard
        std::function<bool()> may_read;                         ///< false: nothing is read until `go_on`
    };
    Connection(asio::io_context& context, std::shared_ptr<Stream> stream, const Options& options, Events events);

    void start();
    /// Sends what is in `bytes` (and empties it), after what is on its way.
    void send(std::string& bytes);
    void go_on();
    /// Ends without a word of its own; `on_end` is not called.
    void close();
    void end(const std::string& reason);

private:
    void greet();
    void read();
    void take(std::size_t count);
    void write();
    void watch();

    asio::ip::tcp::resolver resolver_;
    asio::steady_timer timer_;
    std::shared_ptr<Stream> stream_;
    const Options& options_;
    Events events_;
    PacketReader reader_;
    std::array<char, 65536> in_{};
    std::string out_;
    std::string writing_;
    bool over_ = false;
    bool greeted_ = false;  ///< the stream stands, CONNECT may be written
    bool waiting_ = false;  ///< reading was put off by may_read
    bool pinged_ = false;   ///< a ping is out
    bool heard_ = false;    ///< since the last look of watch()
};

}  // namespace gaiku::mqtt
