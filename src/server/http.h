#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "server/api.h"

namespace gaiku::server {

struct Listen {
    std::string address = "127.0.0.1";
    std::uint16_t port = 8080;  ///< 0: any that is free
    struct Certificate {
        std::filesystem::path chain;  ///< PEM
        std::filesystem::path key;    ///< PEM
    };
    std::optional<Certificate> tls{};  ///< nothing: plain HTTP
    int threads = 2;
    /// Those of strangers who listen to live events are half of them at most; above three quarters, who is not known is
    /// not waited for.
    std::size_t most_connections = 5000;
    std::chrono::seconds timeout{30};  ///< for a request, and for an answer to be taken
};

/// HTTP/1.1 in front of the Api, with TLS 1.2 and 1.3 where there is a certificate. Bodies up to
/// telemetry::largest_body.
class Http {
public:
    /// Listens at once. Throws std::runtime_error where the address is taken or the certificate cannot be read.
    Http(Api& api, const Listen& listen);
    /// Takes no more requests, answers those that came, and ends.
    ~Http();
    Http(const Http&) = delete;
    Http& operator=(const Http&) = delete;

    [[nodiscard]] std::uint16_t port() const;
    [[nodiscard]] std::size_t connections() const;

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace gaiku::server
