#include "protocol/mqtt/broker_files.h"

#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/rand.h>
#include <pwd.h>
#include <unistd.h>
#include <algorithm>
#include <array>
#include <stdexcept>

#include "base/file.h"

namespace gaiku::mqtt {
namespace {

constexpr int iterations = 101;  // Mosquitto's own; the passwords here are long and random, so few are enough

template <std::size_t N>
std::array<unsigned char, N> random_bytes() {
    std::array<unsigned char, N> bytes{};
    if (RAND_bytes(bytes.data(), static_cast<int>(N)) != 1) throw std::runtime_error("no random numbers");
    return bytes;
}

template <std::size_t N>
std::string base64(const std::array<unsigned char, N>& bytes) {
    std::string text(4 * ((N + 2) / 3) + 1, '\0');
    const int length =
        EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()), bytes.data(), static_cast<int>(N));
    text.resize(static_cast<std::size_t>(length));
    return text;
}

void check_name(const std::string& name) {
    const bool bad =
        name.empty() || std::any_of(name.begin(), name.end(), [](char c) {
            return static_cast<unsigned char>(c) < 0x20 || std::string_view("/+#:").find(c) != std::string_view::npos;
        });
    if (bad) throw std::runtime_error(fmt::format("\"{}\" cannot be the name of a device at a broker", name));
}

void write_private(const std::filesystem::path& path, const std::string& text) {
    write_file(path, text);
    std::filesystem::permissions(path, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

/// Mosquitto started by root becomes another user unless it is told not to, and then cannot read its files.
std::string own_name() {
    const passwd* entry = getpwuid(geteuid());
    return entry == nullptr ? "root" : entry->pw_name;
}

std::string configuration(const BrokerSettings& settings) {
    const std::string folder = std::filesystem::absolute(settings.folder).string();
    std::string text =
        fmt::format("user {}\nlistener {} {}\nallow_anonymous false\npassword_file {}/passwords\nacl_file {}/acl\n",
                    own_name(), settings.port, settings.address, folder, folder);
    if (settings.tls) {
        text += fmt::format("cafile {}\ncertfile {}\nkeyfile {}\ntls_version tlsv1.2\n", settings.tls->ca.string(),
                            settings.tls->certificate.string(), settings.tls->key.string());
    }
    // A server that is away for a day finds what came meanwhile: Mosquitto's limit of 1,000 messages would lose it. The
    // bytes are what limits them; 0, which stands for no limit, would end the connection of whoever publishes what it
    // may not (Mosquitto 2.0.11).
    text += fmt::format(
        "persistence true\npersistence_location {}/\nautosave_interval 60\nmax_queued_messages 1000000000\n"
        "max_queued_bytes 1073741824\nmax_inflight_messages 2000\nmax_packet_size 16777216\nset_tcp_nodelay true\n"
        "log_dest file {}/mosquitto.log\nlog_type error\nlog_type warning\nlog_type notice\nconnection_messages "
        "false\n",
        folder, folder);
    return text;
}

}  // namespace

std::string password_line(const std::string& user, const std::string& password) {
    const auto salt = random_bytes<12>();
    std::array<unsigned char, 64> hash{};
    if (PKCS5_PBKDF2_HMAC(password.data(), static_cast<int>(password.size()), salt.data(),
                          static_cast<int>(salt.size()), iterations, EVP_sha512(), static_cast<int>(hash.size()),
                          hash.data()) != 1) {
        throw std::runtime_error("no hash of a password");
    }
    return fmt::format("{}:$7${}${}${}\n", user, iterations, base64(salt), base64(hash));
}

std::string random_password() {
    constexpr std::string_view signs = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    std::string password;
    while (password.size() < 24) {
        for (const unsigned char byte : random_bytes<32>()) {
            // 224 is the largest multiple of the 56 signs: every sign is as likely as any other.
            if (byte < 224 && password.size() < 24) password.push_back(signs[byte % signs.size()]);
        }
    }
    return password;
}

void write_broker_files(const BrokerSettings& settings) {
    std::filesystem::create_directories(settings.folder);
    check_name(settings.server_user);
    std::string passwords = password_line(settings.server_user, settings.server_password);
    for (const auto& [user, password] : settings.devices) {
        check_name(user);
        if (user == settings.server_user) {
            throw std::runtime_error(fmt::format("a device and the server are both named {}", user));
        }
        passwords += password_line(user, password);
    }
    write_private(settings.folder / "passwords", passwords);
    write_private(settings.folder / "acl",
                  fmt::format("user {}\ntopic read gaiku/#\ntopic write ack/#\n\npattern write gaiku/%u/#\n"
                              "pattern read ack/%u\n",
                              settings.server_user));
    write_private(settings.folder / "mosquitto.conf", configuration(settings));
}

}  // namespace gaiku::mqtt
