#include "server/tokens.h"

#include <fmt/format.h>
#include <openssl/crypto.h>
#include <openssl/rand.h>
#include <openssl/sha.h>
#include <array>
#include <stdexcept>

namespace gaiku::server {

std::string new_token(const std::string& name) {
    constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz234567";  // 5 bits each
    std::array<unsigned char, 32> random{};
    if (RAND_bytes(random.data(), static_cast<int>(random.size())) != 1)
        throw std::runtime_error("the system gives no random numbers");
    std::string token = name + ".";
    for (const unsigned char byte : random) token += letters[byte % letters.size()];
    return token;
}

std::string name_in(std::string_view token) {
    const std::size_t point = token.rfind('.');
    return point == std::string_view::npos ? std::string() : std::string(token.substr(0, point));
}

std::string hash_of(std::string_view token) {
    std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
    SHA256(reinterpret_cast<const unsigned char*>(token.data()), token.size(), digest.data());
    std::string text;
    for (const unsigned char byte : digest) text += fmt::format("{:02x}", byte);
    return text;
}

bool matches(std::string_view token, const std::string& hash) {
    const std::string own = hash_of(token);
    return own.size() == hash.size() && CRYPTO_memcmp(own.data(), hash.data(), own.size()) == 0;
}

}  // namespace gaiku::server
