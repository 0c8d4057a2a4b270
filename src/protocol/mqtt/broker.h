#pragma once

#include <sys/types.h>

#include "protocol/mqtt/broker_files.h"

namespace gaiku::mqtt {

/// A private Mosquitto (Debian package mosquitto) that runs as long as this object, for a district without a broker of
/// its own and for tests.
class Broker {
public:
    /// Writes its files, starts it and waits until it takes connections. Throws std::runtime_error with what its log
    /// says.
    explicit Broker(BrokerSettings settings);
    ~Broker();
    Broker(const Broker&) = delete;
    Broker& operator=(const Broker&) = delete;

    [[nodiscard]] std::uint16_t port() const { return settings_.port; }
    [[nodiscard]] bool running();
    /// Other devices, or other passwords, from now on; who is connected and may still be stays so. Throws
    /// std::runtime_error, with the devices as they were.
    void set_devices(std::map<std::string, std::string> devices);
    /// Ends it in order (it saves its messages), or as a power cut would.
    void stop();
    void kill();
    /// Starts it anew on the same port with what it saved.
    void start();

private:
    void end(int signal);
    [[nodiscard]] std::string last_words() const;

    BrokerSettings settings_;
    pid_t process_ = -1;
};

}  // namespace gaiku::mqtt
