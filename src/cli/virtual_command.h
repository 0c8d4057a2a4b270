#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/text.h"
#include "cli/cli.h"

namespace gaiku {

struct VirtualArguments {
    std::string file;
    std::string scenario;  ///< empty: the last of the file
    double speed = 1;      ///< 1 to 3,600
    std::uint64_t seed = 1;
    std::string broker = "localhost:1883";
    std::string credentials;  ///< CSV file of users and passwords; empty: none
    std::string ca;           ///< PEM file; given: TLS
    std::string from;         ///< empty: now
    std::string duration;     ///< empty: until it is stopped
    std::string step = "1 min";
    std::string interval = "30 min";
    bool lockstep = false;
    std::vector<std::string> faults;
    std::string counters;
    std::string state;  ///< file that a district is kept in and goes on from; empty: none
};
int virtual_command(const VirtualArguments& arguments, Language language, const CliContext& context);

struct BrokerArguments {
    std::string file;
    std::string scenario;
    std::string folder = "out/broker";
    std::string address = "127.0.0.1";
    std::uint16_t port = 0;  ///< 0: 1883, with TLS 8883
    bool tls = false;
};
/// Runs a Mosquitto for a district's devices until it is stopped.
int broker_command(const BrokerArguments& arguments, Language language, const CliContext& context);

struct CredentialsArguments {
    std::string folder;  ///< of gaiku broker
    std::string device;
};
/// Prints a new password of a device at a broker, which may be running.
int credentials_command(const CredentialsArguments& arguments, Language language, const CliContext& context);

}  // namespace gaiku
