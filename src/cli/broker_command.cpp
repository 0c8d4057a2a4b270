#include <fmt/format.h>
#include <thread>

#include "cli/virtual_command.h"
#include "cli/virtual_district.h"
#include "protocol/mqtt/broker.h"
#include "protocol/mqtt/certificate.h"
#include "virtual/credentials.h"
#include "virtual/virtual_district.h"

namespace gaiku {
namespace {

constexpr std::uint16_t plain_port = 1883, tls_port = 8883;

/// Every device of the scenario, and the server.
std::vector<std::string> users_of(const ScenarioToRun& scenario, const std::string& server) {
    const field::VirtualDistrict district(scenario.era().district, scenario.workshop().technologies, {});
    std::vector<std::string> users{server};
    for (const auto& device : district.devices()) users.push_back(device.id);
    return users;
}

void announce(const mqtt::BrokerSettings& settings, Language language, const CliContext& context) {
    const bool ja = language == Language::ja;
    fmt::print(context.out,
               fmt::runtime(ja ? "ブローカー：{}:{}、認証情報：{}/credentials.csv（サーバーは {}）{}\n"
                               : "broker: {}:{}, credentials: {}/credentials.csv (the server's are {}){}\n"),
               settings.address, settings.port, settings.folder.string(), settings.server_user,
               settings.tls ? fmt::format("{}{}", ja ? "、CA：" : ", CA: ", settings.tls->ca.string()) : "");
    std::fflush(context.out);
}

}  // namespace

int broker_command(const BrokerArguments& arguments, Language language, const CliContext& context) {
    Findings findings;
    const ScenarioToRun scenario(arguments.file, arguments.scenario, findings);
    if (const int code = print_findings(findings, language, context); code != 0) return code;
    mqtt::BrokerSettings settings;
    settings.folder = arguments.folder;
    settings.address = arguments.address;
    settings.port = arguments.port != 0 ? arguments.port : arguments.tls ? tls_port : plain_port;
    Findings of_file;
    settings.devices = field::keep_credentials(settings.folder, users_of(scenario, settings.server_user), of_file);
    if (const int code = print_findings(of_file, language, context); code != 0) return code;
    settings.server_password = settings.devices.at(settings.server_user);
    settings.devices.erase(settings.server_user);
    if (arguments.tls) settings.tls = mqtt::own_certificate(settings.folder, settings.address);
    mqtt::Broker broker(settings);
    announce(settings, language, context);
    while (!context.stop.stop_requested()) {
        if (!broker.running()) {
            fmt::print(context.err, "{}\n",
                       language == Language::ja ? "gaiku: mosquitto が終了しました" : "gaiku: mosquitto has ended");
            return 1;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(200));
    }
    return 0;
}

}  // namespace gaiku
