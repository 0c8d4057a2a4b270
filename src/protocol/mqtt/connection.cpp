#include "protocol/mqtt/connection.h"

#include <algorithm>

namespace gaiku::mqtt {

Connection::Connection(asio::io_context& context, std::shared_ptr<Stream> stream, const Options& options, Events events)
    : resolver_(context),
      timer_(context),
      stream_(std::move(stream)),
      options_(options),
      events_(std::move(events)),
      reader_(options.largest_message) {}

void Connection::start() {
    timer_.expires_after(options_.connect_timeout);
    timer_.async_wait([self = shared_from_this()](std::error_code error) {
        if (!error) self->end("no answer in time");
    });
    resolver_.async_resolve(options_.host, std::to_string(options_.port),
                            [self = shared_from_this()](std::error_code error, const auto& ends) {
                                if (self->over_) return;
                                if (error) return self->end(error.message());
                                self->stream_->connect(ends, [self](std::error_code failed) {
                                    if (self->over_) return;
                                    if (failed) return self->end(failed.message());
                                    self->greet();
                                });
                            });
}

/// The timer of `start` goes on until the first packet comes: a broker that takes the connection must also answer.
void Connection::greet() {
    greeted_ = true;
    std::string hello;
    mqtt::write(Connect{options_.client_id, options_.user, options_.password, options_.clean_session,
                        static_cast<std::uint16_t>(std::clamp<std::int64_t>(options_.keep_alive.count(), 1, 65535))},
                hello);
    send(hello);
    read();
}

void Connection::read() {
    if (over_) return;
    waiting_ = !events_.may_read();
    if (waiting_) return;
    stream_->read(asio::buffer(in_), [self = shared_from_this()](std::error_code error, std::size_t count) {
        if (self->over_) return;
        if (error) return self->end(error.message());
        self->take(count);
        self->read();
    });
}

void Connection::take(std::size_t count) {
    heard_ = true;
    try {
        reader_.give(std::string_view(in_.data(), count));
        while (!over_) {
            const auto packet = reader_.next();
            if (!packet) return;
            if (std::holds_alternative<ConnAck>(*packet)) watch();
            events_.on_packet(*packet);
        }
    } catch (const ProtocolError& error) {
        end(error.what());
    }
}

void Connection::go_on() {
    if (waiting_ && events_.may_read()) read();
}

void Connection::send(std::string& bytes) {
    if (over_ || bytes.empty()) return;
    if (out_.empty()) {
        out_.swap(bytes);
    } else {
        out_ += bytes;
        bytes.clear();
    }
    write();
}

void Connection::write() {
    if (!greeted_ || !writing_.empty() || out_.empty()) return;
    writing_.swap(out_);
    stream_->write(asio::buffer(writing_), [self = shared_from_this()](std::error_code error, std::size_t) {
        self->writing_.clear();
        if (self->over_) return;
        if (error) return self->end(error.message());
        self->write();
    });
}

/// Half the keep-alive after half the keep-alive: a ping, and the end where the one before was not heard of. While
/// nothing is read, silence means nothing.
void Connection::watch() {
    heard_ = true;
    timer_.expires_after(std::chrono::milliseconds(options_.keep_alive) / 2);
    timer_.async_wait([self = shared_from_this()](std::error_code error) {
        if (error || self->over_) return;
        if (self->pinged_ && !self->heard_ && !self->waiting_) return self->end("the broker is silent");
        std::string ping;
        write_ping(ping);
        self->send(ping);
        const bool was_waiting = self->waiting_;
        self->watch();
        self->pinged_ = !was_waiting;
        self->heard_ = false;
    });
}

void Connection::close() {
    if (over_) return;
    over_ = true;
    resolver_.cancel();
    timer_.cancel();
    stream_->close();
}

void Connection::end(const std::string& reason) {
    if (over_) return;
    close();
    events_.on_end(reason);
}

}  // namespace gaiku::mqtt
