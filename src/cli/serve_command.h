#pragma once

#include <string>

#include "base/text.h"
#include "cli/cli.h"

namespace CLI {
class App;
}

namespace gaiku {

struct ServeArguments {
    std::string file;
    std::string scenario;                   ///< empty: the last of the file
    std::string data = "out/store";         ///< the store's folder
    std::string models;                     ///< folder of device models of one's own; empty: in the store's
    std::string listen = "127.0.0.1:8080";  ///< of HTTP
    std::string site;                       ///< folder of pages; empty: none
    std::string certificate;                ///< PEM chain; with it HTTPS is spoken
    std::string key;
    std::string broker;       ///< HOST:PORT; empty: no MQTT
    std::string credentials;  ///< CSV file of users and passwords, for the server's own (gaiku broker)
    std::string ca;           ///< of the broker's certificate; given: TLS
    std::string time_zone = "Asia/Tokyo";
    bool any_time = false;
    bool new_administrator = false;  ///< also readings of more than a day ahead of the clock
};
void add_serve(CLI::App& app, ServeArguments& to);
/// Takes readings until it is stopped.
int serve_command(const ServeArguments& arguments, Language language, const CliContext& context);

}  // namespace gaiku
