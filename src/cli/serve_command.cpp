#include "cli/serve_command.h"

#include <date/tz.h>
#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <charconv>
#include <condition_variable>
#include <mutex>
#include <optional>

#include "base/suggest.h"
#include "cli/virtual_district.h"
#include "operate/image_json.h"
#include "operate/picture.h"
#include "server/http.h"
#include "server/live.h"
#include "server/mqtt_intake.h"
#include "server/site.h"
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

/// What the district says of a device that appears: an asset by its id, a building's by what stands before the point.
telemetry::Device describe(const District& district, const std::string& name) {
    telemetry::Device device;
    device.name = name;
    for (const auto& [id, asset] : district.assets()) {
        if (id != name) continue;
        device.asset = id;
        device.block = asset->text_or("block", {});
    }
    const std::string before = name.substr(0, name.find('.'));
    for (const auto& [id, building] : district.buildings()) {
        if (id != before || !device.asset.empty()) continue;
        device.building = id;
        device.block = building->text_or("block", {});
        // A charger stands behind its home's meter.
        device.counts = !name.ends_with(".charger");
    }
    return device;
}

struct Settings {
    server::Listen listen;
    std::optional<mqtt::Options> broker;
};

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

void read_broker(const ServeArguments& arguments, Settings& settings, Findings& findings) {
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

/// What a device says whose model is not there could only be dropped: the server does not start without it.
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

void wait(const std::stop_token& stop) {
    std::mutex mutex;
    std::condition_variable_any stopped;
    std::unique_lock hold(mutex);
    stopped.wait(hold, stop, [] { return false; });
}

}  // namespace

void add_serve(CLI::App& app, ServeArguments& to) {
    auto* command = app.add_subcommand("serve", "take a district's readings by MQTT and HTTPS, and keep them");
    command->add_option("FILE", to.file, "district file (YAML) of method network")->required();
    command->add_option("--scenario", to.scenario, "which of the file (default: the last)");
    command->add_option("--data", to.data, "folder of the store (default: out/store)");
    command->add_option("--models", to.models,
                        "folder of device models of your own (default: models in the store's folder)");
    command->add_option("--listen", to.listen, "ADDRESS:PORT of HTTP (default: 127.0.0.1:8080)");
    command->add_option("--site", to.site, "folder whose files are served as pages, such as reports of gaiku plan");
    command->add_option("--certificate", to.certificate, "PEM file of the certificate chain; with it HTTPS is spoken");
    command->add_option("--key", to.key, "PEM file of its private key");
    command->add_option("--broker", to.broker, "HOST:PORT of the MQTT broker (default: none)");
    command->add_option("--credentials", to.credentials, "CSV file user,password with the server's own (gaiku broker)");
    command->add_option("--ca", to.ca, "PEM file of who signs the broker's certificate; with it TLS is spoken");
    command->add_option("--time-zone", to.time_zone, "of the district's days and months (default: Asia/Tokyo)");
    command->add_flag("--any-time", to.any_time,
                      "take readings of more than a day ahead too, as of a virtual district that lives faster");
}

int serve_command(const ServeArguments& arguments, Language language, const CliContext& context) {
    const bool ja = language == Language::ja;
    Findings findings;
    const ScenarioToRun scenario(arguments.file, arguments.scenario, findings);
    Settings settings;
    read_listen(arguments, settings.listen, findings);
    read_broker(arguments, settings, findings);
    check_zone(arguments.time_zone, context, findings);
    const telemetry::DeviceModels models(telemetry::models_folder(arguments.models, arguments.data), findings);
    if (const int code = print_findings(findings, language, context); code != 0) return code;

    const District& district = scenario.era().district;
    telemetry::StoreOptions options;
    options.time_zone = arguments.time_zone;
    options.describe = [&](const std::string& name) { return describe(district, name); };
    if (!arguments.any_time) options.clock = &context.clock;
    telemetry::Store store(arguments.data, options);
    check_models(store, models, findings);
    if (const int code = print_findings(findings, language, context); code != 0) return code;
    std::mutex printing;
    const auto tell = [&](const std::string& what) {
        const std::scoped_lock hold(printing);
        fmt::print(context.err, "gaiku: {}\n", what);
    };
    operate::Latest latest;
    telemetry::Intake intake(store, {}, [&](auto batches, auto receipts) { latest.take(batches, receipts); });
    server::Live live;
    operate::Picture picture(operate::Surroundings(district), store, latest, context.clock, arguments.any_time);
    std::optional<server::MqttIntake> readings;
    if (settings.broker)
        readings.emplace(store, intake, *settings.broker,
                         server::MqttIntake::Field{models, context.clock, arguments.time_zone}, tell);
    std::optional<server::Site> site;
    if (!arguments.site.empty()) site.emplace(arguments.site);
    picture.tell([&](const auto& image) { live.publish(server::event_text("now", operate::now_json(*image))); });
    server::Api api(store, intake, site ? &*site : nullptr, &picture, &live);
    {
        const server::Http http(api, settings.listen);
        fmt::print(context.out,
                   fmt::runtime(ja ? "受付中：{}://{}:{}、データ：{}\n" : "listening: {}://{}:{}, data: {}\n"),
                   settings.listen.tls ? "https" : "http", settings.listen.address, http.port(), arguments.data);
        std::fflush(context.out);
        wait(context.stop);
    }
    // No more requests; what came by MQTT and is not committed stays with the broker.
    readings.reset();
    return 0;
}

}  // namespace gaiku
