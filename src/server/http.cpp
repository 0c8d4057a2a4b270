// With live_socket.h the only file that knows Boost.Beast, because it compiles slowly.
#include "server/http.h"

#include <netinet/tcp.h>
#include <atomic>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl.hpp>
#include <stdexcept>
#include <thread>
#include <utility>
#include <vector>

#include "server/headers.h"
#include "server/live.h"
#include "server/live_socket.h"
#include "telemetry/decode/messages.h"

namespace gaiku::server {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using tcp = asio::ip::tcp;
using Tls = beast::ssl_stream<beast::tcp_stream>;

/// What all connections share.
struct Shared {
    Api& api;
    Listen listen;
    std::atomic<std::size_t> connections = 0;
    std::atomic<std::size_t> strangers = 0;  ///< who listen to live events
    std::atomic<bool> over = false;

    [[nodiscard]] bool crowded() const { return connections > listen.most_connections / 4 * 3; }
    /// A place of a stranger who listens; nothing where they have taken theirs.
    [[nodiscard]] std::optional<Place> place_of_stranger() {
        std::optional<Place> place(std::in_place, strangers);
        if (strangers > listen.most_connections / 2) place.reset();
        return place;
    }
};

/// What one client that takes nothing may keep of the system's memory, and for how long.
void bound(tcp::socket& socket, std::chrono::milliseconds longest) {
    beast::error_code ignored;
    constexpr int largest_waiting = 64 << 10;
    socket.set_option(asio::socket_base::send_buffer_size(largest_waiting), ignored);
    using Longest = asio::detail::socket_option::integer<IPPROTO_TCP, TCP_USER_TIMEOUT>;
    socket.set_option(Longest(static_cast<int>(longest.count())), ignored);
}

Response no_place() {
    Response response = problem(503, "busy", "too many listen already; try again");
    response.retry_after_s = 10;
    return response;
}

/// One connection: reads a request, has it answered, writes the answer, reads the next.
template <class Stream>
class Connection : public std::enable_shared_from_this<Connection<Stream>> {
public:
    Connection(Stream stream, Shared& shared)
        : stream_(std::move(stream)), shared_(shared), place_(shared.connections) {
        beast::error_code error;
        const auto other = lowest().socket().remote_endpoint(error);
        if (!error) address_ = other.address().to_string();
    }

    void start() {
        if constexpr (std::is_same_v<Stream, Tls>) {
            lowest().expires_after(shared_.listen.timeout);
            stream_.async_handshake(asio::ssl::stream_base::server,
                                    [self = this->shared_from_this()](beast::error_code error) {
                                        if (!error) self->read();
                                    });
        } else {
            read();
        }
    }

private:
    /// All of it but the body.
    template <class Message>
    Request request_of(const Message& message) {
        const auto header = [&](const auto& name) { return std::string(message[name]); };
        Request request{std::string(message.method_string()),
                        std::string(message.target()),
                        header(http::field::authorization),
                        header(http::field::content_type),
                        {}};
        request.cookie = header(http::field::cookie);
        request.csrf = header("X-CSRF-Token");
        request.origin = header(http::field::origin);
        request.host = header(http::field::host);
        request.none_match = header(http::field::if_none_match);
        request.match = header(http::field::if_match);
        request.address = address_;
        request.agent = header(http::field::user_agent);
        request.secure = std::is_same_v<Stream, Tls>;
        return request;
    }

    beast::tcp_stream& lowest() { return beast::get_lowest_layer(stream_); }

    void read() {
        if (shared_.over) return;
        parser_.emplace();
        parser_->body_limit(telemetry::largest_body);
        constexpr std::chrono::seconds timeout_in_a_crowd{5};
        lowest().expires_after(shared_.crowded() && !known_ ? std::min(shared_.listen.timeout, timeout_in_a_crowd)
                                                            : shared_.listen.timeout);
        http::async_read_header(
            stream_, buffer_, *parser_,
            [self = this->shared_from_this()](beast::error_code error, std::size_t) { self->on_header(error); });
    }

    /// What a stranger sends is held no longer than it takes to answer, and only a little of it.
    void on_header(beast::error_code error) {
        if (error && error != http::error::body_limit) return on_read(error);
        constexpr std::uint64_t largest_of_stranger = 64 << 10;
        try {
            known_ = shared_.api.is_known(request_of(parser_->get()));
        } catch (const std::exception& failure) {
            keep_alive_ = false;
            return write(problem(503, "store", failure.what()));
        }
        if (error) return on_read(error);
        if (!known_) {
            if (parser_->content_length().value_or(0) > largest_of_stranger) return on_read(http::error::body_limit);
            parser_->body_limit(largest_of_stranger);
        }
        http::async_read(
            stream_, buffer_, *parser_,
            [self = this->shared_from_this()](beast::error_code error, std::size_t) { self->on_read(error); });
    }

    void on_read(beast::error_code error) {
        if (error == http::error::body_limit) {
            keep_alive_ = false;
            return write(known_ ? problem(413, "too-large", "16 MiB at most; send it in parts") : unknown_token());
        }
        if (error == http::error::end_of_stream || error == beast::error::timeout) return;
        if (error && error.category() == http::make_error_code(http::error::bad_method).category()) {
            keep_alive_ = false;
            return write(problem(400, "bad-request", error.message()));
        }
        if (error) return;
        auto message = parser_->release();
        keep_alive_ = message.keep_alive() && !shared_.over && (known_ || !shared_.crowded());
        version_ = message.version();
        head_ = message.method() == http::verb::head;
        Request request = request_of(message);
        request.body = std::move(message.body());
        lowest().expires_never();  // the disk may take its time
        try {
            Response refusal;
            if (Live* live = shared_.api.live(request, refusal)) {
                if (!known_ && !(of_stranger_ = shared_.place_of_stranger())) return write(no_place());
                bound(lowest().socket(), shared_.listen.timeout);
                watched_ = request;
                if (!beast::websocket::is_upgrade(message)) return stream(*live);
                lowest().expires_never();  // a socket has limits of its own
                return std::make_shared<LiveSocket<Stream>>(std::move(stream_), shared_.api, std::move(request), *live,
                                                            Place(shared_.connections), std::move(of_stranger_))
                    ->start(message);
            }
            if (refusal.status != 0) return write(std::move(refusal));
            shared_.api.handle(request, [self = this->shared_from_this()](Response response) {
                asio::post(self->stream_.get_executor(),
                           [self, response = std::move(response)]() mutable { self->write(std::move(response)); });
            });
        } catch (const std::exception& failure) {
            write(problem(500, "internal", failure.what()));
        }
    }

    void write(Response response) {
        answer_ = {};
        answer_.version(version_);
        answer_.result(static_cast<unsigned>(response.status));
        if (!response.content_type.empty()) answer_.set(http::field::content_type, response.content_type);
        for (const auto& [name, value] : headers_of(std::is_same_v<Stream, Tls>)) answer_.set(name, value);
        for (const auto& [name, value] : response.headers) answer_.set(name, value);
        if (!response.location.empty()) answer_.set(http::field::location, response.location);
        if (response.retry_after_s > 0) answer_.set(http::field::retry_after, std::to_string(response.retry_after_s));
        answer_.keep_alive(keep_alive_);
        answer_.body() = std::move(response.body);
        // RFC 9110: an answer of these has no body, and no length of one.
        if (response.status != 204 && response.status != 304) answer_.prepare_payload();
        if (head_) answer_.body().clear();
        lowest().expires_after(shared_.listen.timeout);
        http::async_write(stream_, answer_, [self = this->shared_from_this()](beast::error_code error, std::size_t) {
            if (error || !self->keep_alive_) return self->close();
            self->read();
        });
    }

    /// Server-sent events, until who listens goes or the server ends. One text is under way, and the newest behind it.
    void stream(Live& live) {
        static const auto head = std::make_shared<const Live::Written>([] {
            std::string text = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n";
            for (const auto& [name, value] : headers_of(std::is_same_v<Stream, Tls>))
                text.append(name).append(": ").append(value).append("\r\n");
            return Live::Written{text + "\r\n", {}};
        }());
        newest_ = live.last();
        listening_ = live.listen([self = this->shared_from_this()](const Live::Text& text) {
            asio::post(self->stream_.get_executor(), [self, text] {
                if (!text) self->listening_ = nullptr;  // and what is under way is the last
                self->newest_ = text;
                if (!self->under_way_) self->send();
            });
        });
        under_way_ = head;
        send_under_way();
    }

    void send() {
        if (!guard_.may(shared_.api, watched_)) {
            listening_ = nullptr;
            return close();
        }
        under_way_ = std::exchange(newest_, nullptr);
        if (!listening_) return close();
        if (under_way_) send_under_way();
    }

    void send_under_way() {
        lowest().expires_after(shared_.listen.timeout);
        asio::async_write(stream_, asio::buffer(under_way_->events),
                          [self = this->shared_from_this()](beast::error_code error, std::size_t) {
                              self->under_way_ = nullptr;
                              if (!error && !self->shared_.over) return self->send();
                              self->listening_ = nullptr;  // which holds this connection
                              self->close();
                          });
    }

    void close() {
        beast::error_code ignored;
        lowest().socket().shutdown(tcp::socket::shutdown_send, ignored);
    }

    Stream stream_;
    Shared& shared_;
    Place place_;
    std::optional<Place> of_stranger_;  ///< who listens
    beast::flat_buffer buffer_;
    std::optional<http::request_parser<http::string_body>> parser_;
    http::response<http::string_body> answer_;
    bool keep_alive_ = true;
    bool head_ = false;
    bool known_ = false;   ///< who asks the request under way
    std::string address_;  ///< of who asks
    Request watched_;      ///< by which live events were asked for
    LiveGuard guard_;
    std::shared_ptr<void> listening_;  ///< to live events
    Live::Text under_way_, newest_;
    unsigned version_ = 11;
};

asio::ssl::context tls_context(const Listen& listen) {
    asio::ssl::context context(asio::ssl::context::tls_server);
    if (!listen.tls) return context;
    context.set_options(asio::ssl::context::default_workarounds | asio::ssl::context::no_sslv2 |
                        asio::ssl::context::no_sslv3 | asio::ssl::context::no_tlsv1 | asio::ssl::context::no_tlsv1_1);
    try {
        context.use_certificate_chain_file(listen.tls->chain.string());
        context.use_private_key_file(listen.tls->key.string(), asio::ssl::context::pem);
    } catch (const boost::system::system_error& error) {
        throw std::runtime_error("certificate " + listen.tls->chain.string() + " with key " + listen.tls->key.string() +
                                 ": " + error.code().message());
    }
    return context;
}

}  // namespace

struct Http::Parts {
    Parts(Api& api, const Listen& listen)
        : shared{api, listen},
          context(listen.threads),
          tls(tls_context(listen)),
          acceptor(asio::make_strand(context)),
          pause(acceptor.get_executor()) {}

    void accept() {
        acceptor.async_accept(asio::make_strand(context), [this](beast::error_code error, tcp::socket socket) {
            if (!acceptor.is_open()) return;
            if (error) return wait();
            if (shared.connections < shared.listen.most_connections) start(std::move(socket));
            accept();
        });
    }

    /// As where no file may be opened any more: what ended a moment later makes room.
    void wait() {
        pause.expires_after(std::chrono::milliseconds(100));
        pause.async_wait([this](beast::error_code) {
            if (acceptor.is_open()) accept();
        });
    }

    void start(tcp::socket socket) {
        beast::error_code ignored;
        socket.set_option(tcp::no_delay(true), ignored);  // an answer never waits for what comes behind it
        beast::tcp_stream stream(std::move(socket));
        if (shared.listen.tls) {
            std::make_shared<Connection<Tls>>(Tls(std::move(stream), tls), shared)->start();
        } else {
            std::make_shared<Connection<beast::tcp_stream>>(std::move(stream), shared)->start();
        }
    }

    Shared shared;
    asio::io_context context;
    asio::ssl::context tls;
    tcp::acceptor acceptor;    ///< on a strand of its own: it is closed while it accepts
    asio::steady_timer pause;  ///< before it accepts anew
    std::vector<std::thread> threads;
};

Http::Http(Api& api, const Listen& listen) : parts_(std::make_unique<Parts>(api, listen)) {
    try {
        const tcp::endpoint endpoint(asio::ip::make_address(listen.address), listen.port);
        parts_->acceptor.open(endpoint.protocol());
        parts_->acceptor.set_option(asio::socket_base::reuse_address(true));
        parts_->acceptor.bind(endpoint);
        parts_->acceptor.listen();
    } catch (const boost::system::system_error& error) {
        throw std::runtime_error(listen.address + ":" + std::to_string(listen.port) + ": " + error.code().message());
    }
    parts_->accept();
    for (int i = 0; i < listen.threads; ++i) parts_->threads.emplace_back([this] { parts_->context.run(); });
}

Http::~Http() {
    parts_->shared.over = true;
    parts_->shared.api.end_live();
    asio::post(parts_->acceptor.get_executor(), [this] {
        parts_->acceptor.close();
        parts_->pause.cancel();
    });
    // Answers that are under way get a few seconds; connections that wait for a request are dropped.
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(3);
    while (parts_->shared.connections > 0 && std::chrono::steady_clock::now() < until)
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    parts_->context.stop();
    for (auto& thread : parts_->threads) thread.join();
}

std::uint16_t Http::port() const {
    return parts_->acceptor.local_endpoint().port();
}

std::size_t Http::connections() const {
    return parts_->shared.connections;
}

}  // namespace gaiku::server
