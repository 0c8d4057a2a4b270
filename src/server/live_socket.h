#pragma once

#include <atomic>
#include <boost/asio/post.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/websocket.hpp>
#include <boost/beast/websocket/ssl.hpp>
#include <chrono>
#include <memory>
#include <optional>
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
        return api.still_live(request);
    }

private:
    std::chrono::steady_clock::time_point asked_ = std::chrono::steady_clock::now();
};

/// One of a number of places, as long as it lives.
class Place {
public:
    explicit Place(std::atomic<std::size_t>& taken) : taken_(&taken) { ++taken; }
    ~Place() {
        if (taken_ != nullptr) --*taken_;
    }
    Place(Place&& other) noexcept : taken_(std::exchange(other.taken_, nullptr)) {}
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;
    Place& operator=(Place&& other) noexcept {
        std::swap(taken_, other.taken_);
        return *this;
    }

private:
    std::atomic<std::size_t>* taken_;
};

/// Live events by WebSocket: the newest when the client is ready for one. What a client says is read and passed over.
template <class Stream>
class LiveSocket : public std::enable_shared_from_this<LiveSocket<Stream>> {
public:
    /// `place`: among the connections; `of_stranger`: among those of strangers.
    LiveSocket(Stream stream, Api& api, Request request, Live& live, Place place, std::optional<Place> of_stranger)
        : socket_(std::move(stream)),
          api_(api),
          request_(std::move(request)),
          live_(live),
          place_(std::move(place)),
          of_stranger_(std::move(of_stranger)) {}

    template <class Message>
    void start(const Message& upgrade) {
        namespace websocket = boost::beast::websocket;
        auto limits = websocket::stream_base::timeout::suggested(boost::beast::role_type::server);
        limits.idle_timeout = std::chrono::seconds(30);  // a ping after half of it
        socket_.set_option(limits);
        socket_.auto_fragment(false);  // a picture is one frame, written at once
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
                if (!text) return self->close(boost::beast::websocket::close_code::going_away);
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
        if (!guard_.may(api_, request_)) return close(boost::beast::websocket::close_code::policy_error);
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

    void close(boost::beast::websocket::close_code why) {
        end();
        socket_.async_close(why, [self = this->shared_from_this()](boost::beast::error_code) {});
    }

    void end() { listening_ = nullptr; }  // which holds this connection

    boost::beast::websocket::stream<Stream> socket_;
    Api& api_;
    Request request_;
    Live& live_;
    Place place_;
    std::optional<Place> of_stranger_;
    LiveGuard guard_;
    boost::beast::flat_buffer buffer_;
    std::shared_ptr<void> listening_;
    Live::Text under_way_, newest_;
};

}  // namespace gaiku::server
