#pragma once

#include <atomic>
#include <boost/asio/post.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/websocket.hpp>
#include <boost/beast/websocket/ssl.hpp>
#include <chrono>
#include <memory>
#include <utility>

#include "server/api.h"
#include "server/headers.h"
#include "server/live.h"

namespace gaiku::server {

/// Whether who listens still may: asked anew every half minute, so that a session or token that ended listens no more.
class LiveGuard {
public:
    [[nodiscard]] bool may(Api& api, const Request& request) {
        const auto now = std::chrono::steady_clock::now();
        if (now - asked_ < std::chrono::seconds(30)) return true;
        asked_ = now;
        Response refusal;
        return api.live(request, refusal) != nullptr || refusal.status == 429;
    }

private:
    std::chrono::steady_clock::time_point asked_ = std::chrono::steady_clock::now();
};

/// Live events by WebSocket: the newest when the client is ready for one. What a client says is read and passed over.
template <class Stream>
class LiveSocket : public std::enable_shared_from_this<LiveSocket<Stream>> {
public:
    /// `count`: of connections; this is one of them.
    LiveSocket(Stream stream, Api& api, Request request, Live& live, std::atomic<std::size_t>& count)
        : socket_(std::move(stream)), api_(api), request_(std::move(request)), live_(live), count_(count) {
        ++count_;
    }
    ~LiveSocket() { --count_; }
    LiveSocket(const LiveSocket&) = delete;
    LiveSocket& operator=(const LiveSocket&) = delete;

    template <class Message>
    void start(const Message& upgrade) {
        namespace websocket = boost::beast::websocket;
        auto limits = websocket::stream_base::timeout::suggested(boost::beast::role_type::server);
        limits.idle_timeout = std::chrono::seconds(30);  // a ping after half of it
        socket_.set_option(limits);
        socket_.read_message_max(1024);
        socket_.async_accept(upgrade, [self = this->shared_from_this()](boost::beast::error_code error) {
            if (error) return;
            self->listen();
            self->read();
        });
    }

private:
    void listen() {
        newest_ = live_.last();
        listening_ = live_.listen([self = this->shared_from_this()](const Live::Text& text) {
            boost::asio::post(self->socket_.get_executor(), [self, text] {
                self->newest_ = text;
                if (!self->under_way_) self->send();
            });
        });
        send();
    }

    void read() {
        socket_.async_read(buffer_, [self = this->shared_from_this()](boost::beast::error_code error, std::size_t) {
            if (error) return self->end();
            self->buffer_.consume(self->buffer_.size());
            self->read();
        });
    }

    void send() {
        if (!listening_) return;
        if (!guard_.may(api_, request_)) return close();
        under_way_ = std::exchange(newest_, nullptr);
        if (!under_way_) return;
        socket_.text(true);
        socket_.async_write(boost::asio::buffer(under_way_->messages),
                            [self = this->shared_from_this()](boost::beast::error_code error, std::size_t) {
                                self->under_way_ = nullptr;
                                if (error) return self->end();
                                self->send();
                            });
    }

    void close() {
        end();
        socket_.async_close(boost::beast::websocket::close_code::policy_error,
                            [self = this->shared_from_this()](boost::beast::error_code) {});
    }

    void end() { listening_ = nullptr; }  // which holds this connection

    boost::beast::websocket::stream<Stream> socket_;
    Api& api_;
    Request request_;
    Live& live_;
    std::atomic<std::size_t>& count_;
    LiveGuard guard_;
    boost::beast::flat_buffer buffer_;
    std::shared_ptr<void> listening_;
    Live::Text under_way_, newest_;
};

}  // namespace gaiku::server
