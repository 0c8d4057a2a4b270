#pragma once

#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <unistd.h>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "server/http.h"
#include "server/routes/readings.h"
#include "server/tokens.h"
#include "telemetry/store/folder_for_tests.h"

/// The server with real sockets.
namespace gaiku::server::test {

using telemetry::Store;
using telemetry::test::TemporaryFolder;
using ::testing::HasSubstr;
using ::testing::StartsWith;

inline const telemetry::ChannelName power{"m1", "power"};
inline constexpr telemetry::TimeMs ever = telemetry::begin_of(40'000);

/// A block, its load and its connection.
inline constexpr const char* small_district = R"(
gaiku: 1
district: { id: one, name: One }
blocks: { north: { name: North } }
demands: { load: { block: north, carrier: electricity, power: 50 kW } }
assets: { grid: { technology: grid_connection, block: north, capacity: 200 kW, price: 20 yen/kWh } }
plan: { method: network, hours: 24 }
economics: { annuity: 8 % }
)";

inline int connect_to(std::uint16_t port) {
    const int descriptor = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    EXPECT_EQ(connect(descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
    return descriptor;
}

/// Sends bytes to a port of this machine and gives what comes until the server closes.
inline std::string exchange(std::uint16_t port, const std::string& bytes) {
    const int descriptor = connect_to(port);
    std::string answer;
    for (std::size_t sent = 0; sent < bytes.size();) {
        const ssize_t now = send(descriptor, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
        if (now <= 0) break;
        sent += static_cast<std::size_t>(now);
    }
    char buffer[4096];
    for (ssize_t got = 0; (got = recv(descriptor, buffer, sizeof buffer, 0)) > 0;)
        answer.append(buffer, static_cast<std::size_t>(got));
    close(descriptor);
    return answer;
}

/// The same by TLS, at most of a version, trusting one authority only; the server's name is checked. Empty where there
/// is no connection.
inline std::string exchange_by_tls(std::uint16_t port, const std::string& bytes, const std::filesystem::path& authority,
                                   int version = TLS1_3_VERSION) {
    const std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context(SSL_CTX_new(TLS_client_method()), SSL_CTX_free);
    SSL_CTX_set_max_proto_version(context.get(), version);
    SSL_CTX_set_min_proto_version(context.get(), 0);
    SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER, nullptr);
    SSL_CTX_load_verify_locations(context.get(), authority.c_str(), nullptr);
    const std::unique_ptr<SSL, decltype(&SSL_free)> ssl(SSL_new(context.get()), SSL_free);
    SSL_set1_host(ssl.get(), "localhost");
    const int descriptor = connect_to(port);
    SSL_set_fd(ssl.get(), descriptor);
    std::string answer;
    if (SSL_connect(ssl.get()) == 1 && SSL_write(ssl.get(), bytes.data(), static_cast<int>(bytes.size())) > 0) {
        char buffer[4096];
        for (int got = 0; (got = SSL_read(ssl.get(), buffer, sizeof buffer)) > 0;)
            answer.append(buffer, static_cast<std::size_t>(got));
    }
    close(descriptor);
    return answer;
}

class Server : public testing::Test {
protected:
    void SetUp() override {
        add_readings(api_, store_, intake_);
        token_ = new_token("m1");
        telemetry::Device device;
        device.name = "m1";
        device.building = "tower";
        device.token_hash = hash_of(token_);
        store_.put_device(device, "test");
        operator_token_ = new_token(operator_name);
        store_.put_operator_token(operator_name, hash_of(operator_token_), "test");
    }

    void TearDown() override { http_.reset(); }

    std::string ask(const std::string& method, const std::string& target, const std::string& token,
                    const std::string& body = {}, const std::string& type = "application/json") {
        std::string request = method + " " + target + " HTTP/1.1\r\nHost: test\r\nConnection: close\r\n";
        if (!token.empty()) request += "Authorization: Bearer " + token + "\r\n";
        if (!body.empty()) request += "Content-Type: " + type + "\r\n";
        request += "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
        return exchange(http_->port(), request);
    }
    std::string post(const std::string& token, const std::string& body, const std::string& type = "application/json") {
        return ask("POST", "/api/v1/readings", token, body, type);
    }

    TemporaryFolder folder_;
    Store store_{folder_.path()};
    telemetry::Intake intake_{store_, {.settle_after = std::chrono::milliseconds(50)}};
    Api api_{[this](const std::string& name) { return store_.token_hash(name); }};
    std::optional<Http> http_{std::in_place, api_, Listen{.port = 0}};  ///< ends before what a fixture adds
    std::string token_;
    std::string operator_token_;
};

}  // namespace gaiku::server::test
