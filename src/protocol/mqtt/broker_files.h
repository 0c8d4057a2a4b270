#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>

namespace gaiku::mqtt {

/// A Mosquitto broker that belongs to one district: who may connect, and as whom.
struct BrokerSettings {
    std::filesystem::path folder;  ///< for its files; messages that it keeps too
    std::string address = "127.0.0.1";
    std::uint16_t port = 0;                      ///< 0: any that is free, only for `Broker`
    std::map<std::string, std::string> devices;  ///< user name (the device's) and password
    std::string server_user = "gaiku";           ///< may read all readings and write all receipts
    std::string server_password;
    struct Certificate {
        std::filesystem::path ca;
        std::filesystem::path certificate;
        std::filesystem::path key;
    };
    std::optional<Certificate> tls;
};

/// Writes mosquitto.conf, passwords (salted PBKDF2-SHA512) and acl into the folder, readable by the owner only. The
/// broker grants a device `gaiku/DEVICE/#` to write and `ack/DEVICE` to read, nothing else. Throws std::runtime_error,
/// also for names that a broker cannot hold (empty, with one of "/+#:" or a control character).
void write_broker_files(const BrokerSettings& settings);

/// A line of Mosquitto's password file.
[[nodiscard]] std::string password_line(const std::string& user, const std::string& password);

/// A password that nobody guesses: 24 letters and digits by the system's random numbers.
[[nodiscard]] std::string random_password();

}  // namespace gaiku::mqtt
