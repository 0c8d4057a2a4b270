#pragma once

#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>
#include <functional>
#include <memory>

#include "protocol/mqtt/client.h"

namespace gaiku::mqtt {

using OnDone = std::function<void(std::error_code)>;
using OnBytes = std::function<void(std::error_code, std::size_t)>;

/// A connection to a broker, over TCP or TLS over TCP. One read and one write at a time.
class Stream {
public:
    virtual ~Stream() = default;
    /// Connects to the first end point that answers, and shakes hands.
    virtual void connect(const asio::ip::tcp::resolver::results_type& ends, OnDone done) = 0;
    virtual void read(asio::mutable_buffer into, OnBytes done) = 0;
    /// All of it.
    virtual void write(asio::const_buffer from, OnBytes done) = 0;
    /// Ends reads and writes with an error.
    virtual void close() = 0;
};

/// Makes the streams of one client; reads the TLS files once. Throws std::runtime_error.
[[nodiscard]] std::function<std::shared_ptr<Stream>()> stream_maker(asio::io_context& context, const Options& options);

}  // namespace gaiku::mqtt
