#include "cli/serve_command.h"

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <condition_variable>
#include <mutex>
#include <optional>

#include "cli/serve_settings.h"
#include "cli/solvers.h"
#include "cli/stop_limit.h"
#include "cli/virtual_district.h"
#include "server/mqtt_intake.h"
#include "server/operation.h"
#include "server/room.h"
#include "technology/registry.h"

namespace gaiku {
namespace {

/// Of a stop: work that does not end by itself is left then. systemd waits for nine times as long.
constexpr std::chrono::seconds longest_stop_of_serve{10};

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
    command->add_flag("--new-administrator", to.new_administrator,
                      "print a link that makes one more administrator, should nobody know the password any more");
    command->add_flag("--any-time", to.any_time,
                      "take readings of more than a day ahead too, as of a virtual district that lives faster");
}

int serve_command(const ServeArguments& arguments, Language language, const CliContext& context) {
    const bool ja = language == Language::ja;
    Findings findings;
    server::DistrictInForce in_force(
        arguments.file,
        [&](const std::string& text, Findings& found) -> server::DistrictRead {
            const auto read = std::make_shared<const ScenarioToRun>(arguments.file, arguments.scenario, found, &text);
            if (found.has_errors()) return {};
            return {std::shared_ptr<const DistrictFile>(read, &read->file()), &read->era().district};
        },
        findings);
    ServeSettings settings = read_settings(arguments, context, findings);
    const telemetry::DeviceModels models(telemetry::models_folder(arguments.models, arguments.data), findings);
    if (const int code = print_findings(findings, language, context); code != 0) return code;

    std::mutex printing;
    const auto tell = [&](const std::string& what) {
        const std::scoped_lock hold(printing);
        fmt::print(context.err, "gaiku: {}\n", what);
    };
    const StopLimit limit(context, longest_stop_of_serve, [&] {
        tell(ja ? "処理中の作業が10秒で終わらないため、待たずに終了します。受付済みの計測値は保存されています"
                : "work under way has not ended within 10 s and is left; readings that were acknowledged are stored");
    });
    telemetry::StoreOptions options;
    options.time_zone = arguments.time_zone;
    options.describe = [&](const std::string& name) { return server::describe_device(in_force.now()->district, name); };
    if (!arguments.any_time) options.clock = &context.clock;
    telemetry::Store store(arguments.data, options);
    check_models(store, models, findings);
    if (const int code = print_findings(findings, language, context); code != 0) return code;
    const std::size_t wanted = settings.listen.most_connections;
    settings.listen.most_connections = server::make_room(wanted);
    if (const std::size_t room = settings.listen.most_connections; room < wanted)
        tell(fmt::format(
            fmt::runtime(ja ? "開けるファイル数の上限により、同時接続は{}までです（通常{}。ulimit -Hn で確認）"
                            : "the system's limit of open files leaves room for {} connections, not {} "
                              "(ulimit -Hn)"),
            room, wanted));
    const Technologies technologies;
    server::Operation operation(in_force, store, context.clock,
                                {.site = arguments.site,
                                 .time_zone = arguments.time_zone,
                                 .follow_readings = arguments.any_time,
                                 // One thread: the others are for who asks otherwise.
                                 .planning = {.technologies = &technologies, .solvers = solvers_named("", 1)}});
    std::optional<server::MqttIntake> readings;
    if (settings.broker) {
        readings.emplace(store, operation.intake(), *settings.broker,
                         server::MqttIntake::Field{models, context.clock, arguments.time_zone}, tell);
        operation.set_broker([&] { return readings->ready(); });
    }
    {
        const server::Http http(operation.api(), settings.listen);
        operation.set_connections([&] { return http.connections(); });
        const std::string address =
            fmt::format("{}://{}:{}", settings.listen.tls ? "https" : "http", settings.listen.address, http.port());
        fmt::print(context.out, fmt::runtime(ja ? "受付中：{}、データ：{}\n" : "listening: {}, data: {}\n"), address,
                   arguments.data);
        if (const std::string token = operation.first_run(arguments.new_administrator); !token.empty()) {
            fmt::print(context.out,
                       fmt::runtime(ja ? "管理者の登録（一度だけ使えます）：{}/#/first-run/{}\n"
                                       : "make the administrator (works once): {}/#/first-run/{}\n"),
                       address, token);
        }
        std::fflush(context.out);
        wait(context.stop);
        operation.stop();
    }
    // No more requests; what came by MQTT and is not committed stays with the broker.
    readings.reset();
    return 0;
}

}  // namespace gaiku
