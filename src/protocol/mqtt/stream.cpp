#include "protocol/mqtt/stream.h"

#include <fmt/format.h>
#include <asio/connect.hpp>
#include <asio/ssl/context.hpp>
#include <asio/ssl/host_name_verification.hpp>
#include <asio/ssl/stream.hpp>
#include <asio/write.hpp>

namespace gaiku::mqtt {
namespace {

using asio::ip::tcp;

/// A message is small and waited for: no gathering of packets (Nagle).
void settle(tcp::socket& socket) {
    std::error_code ignored;
    socket.set_option(tcp::no_delay(true), ignored);
}

void shut(tcp::socket& socket) {
    std::error_code ignored;
    socket.shutdown(tcp::socket::shutdown_both, ignored);
    socket.close(ignored);
}

class PlainStream final : public Stream, public std::enable_shared_from_this<PlainStream> {
public:
    explicit PlainStream(asio::io_context& context) : socket_(context) {}

    void connect(const tcp::resolver::results_type& ends, OnDone done) override {
        asio::async_connect(socket_, ends,
                            [self = shared_from_this(), done = std::move(done)](std::error_code error, const auto&) {
                                if (!error) settle(self->socket_);
                                done(error);
                            });
    }
    void read(asio::mutable_buffer into, OnBytes done) override { socket_.async_read_some(into, std::move(done)); }
    void write(asio::const_buffer from, OnBytes done) override { asio::async_write(socket_, from, std::move(done)); }
    void close() override { shut(socket_); }

private:
    tcp::socket socket_;
};

class TlsStream final : public Stream, public std::enable_shared_from_this<TlsStream> {
public:
    TlsStream(asio::io_context& context, asio::ssl::context& tls, const std::string& name) : stream_(context, tls) {
        SSL_set_tlsext_host_name(stream_.native_handle(), name.c_str());
        stream_.set_verify_callback(asio::ssl::host_name_verification(name));
    }

    void connect(const tcp::resolver::results_type& ends, OnDone done) override {
        asio::async_connect(stream_.next_layer(), ends,
                            [self = shared_from_this(), done = std::move(done)](std::error_code error, const auto&) {
                                if (error) return done(error);
                                settle(self->stream_.next_layer());
                                self->stream_.async_handshake(asio::ssl::stream_base::client, done);
                            });
    }
    void read(asio::mutable_buffer into, OnBytes done) override { stream_.async_read_some(into, std::move(done)); }
    void write(asio::const_buffer from, OnBytes done) override { asio::async_write(stream_, from, std::move(done)); }
    void close() override { shut(stream_.next_layer()); }

private:
    asio::ssl::stream<tcp::socket> stream_;
};

std::shared_ptr<asio::ssl::context> tls_context(const Tls& tls) {
    auto context = std::make_shared<asio::ssl::context>(asio::ssl::context::tls_client);
    context->set_options(asio::ssl::context::no_tlsv1 | asio::ssl::context::no_tlsv1_1);
    context->set_verify_mode(asio::ssl::verify_peer);
    std::error_code error;
    if (tls.ca_file.empty()) {
        context->set_default_verify_paths(error);
    } else {
        context->load_verify_file(tls.ca_file, error);
    }
    if (error) throw std::runtime_error(fmt::format("{}: no certificates: {}", tls.ca_file, error.message()));
    return context;
}

}  // namespace

std::function<std::shared_ptr<Stream>()> stream_maker(asio::io_context& context, const Options& options) {
    if (!options.tls) return [&context] { return std::make_shared<PlainStream>(context); };
    const std::string name = options.tls->server_name.empty() ? options.host : options.tls->server_name;
    return
        [&context, name, tls = tls_context(*options.tls)] { return std::make_shared<TlsStream>(context, *tls, name); };
}

}  // namespace gaiku::mqtt
