#include <fmt/format.h>
#include <filesystem>
#include <thread>

#include "cli/virtual_command.h"
#include "cli/virtual_district.h"
#include "protocol/mqtt/broker.h"
#include "protocol/mqtt/certificate.h"
#include "telemetry/measurand.h"
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

/// Takes what changes in the file of credentials while the broker runs (gaiku credentials, or by hand).
class CredentialsWatch {
public:
    CredentialsWatch(std::filesystem::path file, std::string server)
        : file_(std::move(file)), server_(std::move(server)) {
        (void)changed();
    }
    void look(mqtt::Broker& broker, Language language, const CliContext& context) {
        if (!changed()) return;
        Findings findings;
        auto users = field::read_credentials(file_, findings);
        if (print_findings(findings, language, context) != 0) return;  // the broker goes on with what it has
        users.erase(server_);                                          // the server's stays as it was
        try {
            broker.set_devices(std::move(users));
        } catch (const std::runtime_error& error) {
            fmt::print(context.err, "gaiku: {}: {}\n", file_.string(), error.what());
        }
    }

private:
    bool changed() {
        std::error_code error;
        const auto now = std::filesystem::last_write_time(file_, error);
        if (error || now == seen_) return false;
        seen_ = now;
        return true;
    }
    std::filesystem::path file_;
    std::string server_;
    std::filesystem::file_time_type seen_{};
};

}  // namespace

int broker_command(const BrokerArguments& arguments, Language language, const CliContext& context) {
    Findings findings;
    const ScenarioToRun scenario(arguments.file, arguments.scenario, findings);
    if (const int code = print_findings(findings, language, context); code != 0) return code;
    mqtt::BrokerSettings settings;
    settings.folder = arguments.folder;
    settings.address = arguments.address;
    settings.port = arguments.port != 0 ? arguments.port : arguments.tls ? tls_port : plain_port;
    // From before they are read, so that no change is missed.
    CredentialsWatch watch(settings.folder / field::credentials_file, settings.server_user);
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
        watch.look(broker, language, context);
        std::this_thread::sleep_for(std::chrono::milliseconds(200));
    }
    return 0;
}

int credentials_command(const CredentialsArguments& arguments, Language language, const CliContext& context) {
    Findings findings;
    const std::string& name = arguments.device;
    if (!telemetry::is_device_name(name) || name.find(':') != std::string::npos ||
        name == mqtt::BrokerSettings{}.server_user) {
        findings.add(option_finding("wrong-kind", "NAME", name,
                                    {"the name of a device: up to 64 letters, digits and - _ ., and not the server's",
                                     "機器名（英数字と - _ . で64文字以内、サーバー名以外）"},
                                    {"write it as in the device's topics", "トピックにある機器名を書いてください"}));
    }
    std::optional<std::string> password;
    if (!findings.has_errors()) password = field::new_credential(arguments.folder, name, findings);
    if (const int code = print_findings(findings, language, context); code != 0) return code;
    fmt::print(context.out, "{}\n", *password);
    return 0;
}

}  // namespace gaiku
