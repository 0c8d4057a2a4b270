#include "server/headers.h"

namespace gaiku::server {

const std::vector<std::pair<std::string, std::string>>& headers_of(bool secure) {
    static const std::vector<std::pair<std::string, std::string>> plain{
        {"Cache-Control", "no-store"},
        {"X-Content-Type-Options", "nosniff"},
        {"Referrer-Policy", "no-referrer"},
        {"X-Frame-Options", "DENY"},
        {"Cross-Origin-Opener-Policy", "same-origin"},
        {"Cross-Origin-Resource-Policy", "same-origin"},
        {"Permissions-Policy", "camera=(), microphone=(), geolocation=()"},
        {"Content-Security-Policy",
         "default-src 'self' 'unsafe-inline' data: blob:; frame-ancestors 'none'; form-action 'self'; base-uri 'none'; "
         "object-src 'none'"}};
    static const auto by_tls = [] {
        auto all = plain;
        all.emplace_back("Strict-Transport-Security", "max-age=31536000");
        return all;
    }();
    return secure ? by_tls : plain;
}

}  // namespace gaiku::server
