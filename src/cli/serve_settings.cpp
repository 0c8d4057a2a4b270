#include "cli/serve_settings.h"

#include <date/tz.h>
#include <fmt/format.h>
#include <charconv>

#include "base/suggest.h"
#include "cli/virtual_district.h"
#include "virtual/credentials.h"

namespace gaiku {
namespace {

constexpr const char* server_user = "gaiku";

struct HostPort {
    std::string host;
    std::uint16_t port = 0;
};

std::optional<HostPort> parse_host_port(const std::string& text) {
    const std::size_t colon = text.rfind(':');
    if (colon == std::string::npos || colon == 0) return std::nullopt;
    unsigned port = 0;
    const char* end = text.data() + text.size();
    const auto [behind, error] = std::from_chars(text.data() + colon + 1, end, port);
    if (error != std::errc() || behind != end || port > 65535) return std::nullopt;
    std::string host = text.substr(0, colon);
    if (host.size() > 2 && host.front() == '[' && host.back() == ']') host = host.substr(1, host.size() - 2);
    return HostPort{host, static_cast<std::uint16_t>(port)};
}

void read_listen(const ServeArguments& arguments, server::Listen& listen, Findings& findings) {
    const Text expected{"ADDRESS:PORT", "アドレス:ポート番号"};
    if (const auto address = parse_host_port(arguments.listen)) {
        listen.address = address->host;
        listen.port = address->port;
    } else {
        findings.add(option_finding("wrong-kind", "--listen", arguments.listen, expected,
                                    {"for example 127.0.0.1:8080", "例: 127.0.0.1:8080"}));
    }
    if (arguments.certificate.empty() != arguments.key.empty()) {
        findings.add(option_finding("missing-key", arguments.key.empty() ? "--key" : "--certificate", {},
                                    {"certificate and key together", "証明書と鍵の両方"},
                                    {"give both PEM files", "PEMファイルを二つとも指定してください"}));
    }
    if (!arguments.certificate.empty()) listen.tls = server::Listen::Certificate{arguments.certificate, arguments.key};
}

void read_broker(const ServeArguments& arguments, ServeSettings& settings, Findings& findings) {
    if (arguments.broker.empty()) return;
    const auto address = parse_host_port(arguments.broker);
    if (!address) {
        findings.add(option_finding("wrong-kind", "--broker", arguments.broker, {"HOST:PORT", "ホスト名:ポート番号"},
                                    {"for example localhost:1883", "例: localhost:1883"}));
        return;
    }
    mqtt::Options options;
    options.host = address->host;
    options.port = address->port;
    options.client_id = "gaiku-server";
    if (!arguments.credentials.empty()) {
        const auto users = field::read_credentials(arguments.credentials, findings);
        const auto own = users.find(server_user);
        if (own != users.end()) {
            options.user = own->first;
            options.password = own->second;
        } else if (!findings.has_errors()) {
            findings.add(option_finding("unknown-reference", "--credentials", arguments.credentials,
                                        {"a row of the user gaiku", "ユーザー gaiku の行"},
                                        {"write the file with gaiku broker", "gaiku broker で作成してください"}));
        }
    }
    if (!arguments.ca.empty()) options.tls = mqtt::Tls{arguments.ca, {}};
    settings.broker = options;
}

void check_zone(const std::string& zone, const CliContext& context, Findings& findings) {
    bool good = false;
    try {
        const auto info =
            date::locate_zone(zone)->get_info(std::chrono::floor<std::chrono::seconds>(context.clock.now()));
        good = info.offset % std::chrono::minutes(30) == std::chrono::seconds(0);
    } catch (const std::runtime_error&) {
        good = false;
    }
    if (good) return;
    findings.add(option_finding("unknown-reference", "--time-zone", zone,
                                {"a time zone of the IANA database that is whole half-hours from UTC",
                                 "IANA の時間帯の名前（協定世界時との差が30分の倍数）"},
                                {"for example Asia/Tokyo", "例: Asia/Tokyo"}));
}

}  // namespace

ServeSettings read_settings(const ServeArguments& arguments, const CliContext& context, Findings& findings) {
    ServeSettings settings;
    read_listen(arguments, settings.listen, findings);
    read_broker(arguments, settings, findings);
    check_zone(arguments.time_zone, context, findings);
    return settings;
}

void check_models(telemetry::Store& store, const telemetry::DeviceModels& models, Findings& findings) {
    for (const auto& device : store.devices()) {
        if (device.model.empty() || models.find(device.model) != nullptr) continue;
        Finding finding = option_finding(
            "unknown-reference", "--models", device.model,
            {fmt::format("the model of the device {}", device.name), fmt::format("機器 {} のモデル", device.name)},
            {"put its file back, or give the device another model (gaiku store device)",
             "ファイルを戻すか、gaiku store device で別のモデルを指定してください"});
        finding.suggestion = suggest(device.model, models.names());
        findings.add(std::move(finding));
    }
}

}  // namespace gaiku
