#include "cli/cli.h"

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <cstdlib>
#include <exception>
#include <string_view>
#include <vector>

#include "cli/commands.h"
#include "cli/serve_command.h"
#include "cli/store_command.h"
#include "cli/virtual_command.h"

namespace gaiku {
namespace {

/// --lang of a command line that cannot be parsed.
std::string language_option(int argc, const char* const* argv) {
    const std::vector<std::string_view> words(argv, argv + argc);
    for (std::size_t i = 1; i < words.size(); ++i) {
        if (words[i] == "--lang" && i + 1 < words.size()) return std::string(words[i + 1]);
        if (words[i].starts_with("--lang=")) return std::string(words[i].substr(words[i].find('=') + 1));
    }
    return {};
}

/// The language of the person: --lang, else that of the locale.
Language language_of(const std::string& option) {
    if (!option.empty()) return option == "ja" ? Language::ja : Language::en;
    for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        const char* value = std::getenv(name);
        if (value != nullptr && *value != '\0')
            return std::string_view(value).starts_with("ja") ? Language::ja : Language::en;
    }
    return Language::en;
}

void add_virtual(CLI::App& app, VirtualArguments& to) {
    auto* command =
        app.add_subcommand("virtual", "run a district's devices: people, buildings and machines, at a broker");
    command->add_option("FILE", to.file, "district file (YAML) of method network")->required();
    command->add_option("--scenario", to.scenario, "which of the file (default: the last)");
    command->add_option("--speed", to.speed, "seconds of the district in a second, 1 to 3600 (default: 1)")
        ->check(CLI::Range(1.0, 3600.0));
    command->add_option("--seed", to.seed, "of all that is drawn at random (default: 1)");
    command->add_option("--broker", to.broker, "HOST:PORT of the MQTT broker (default: localhost:1883)");
    command->add_option("--credentials", to.credentials, "CSV file user,password with every device's (gaiku broker)");
    command->add_option("--ca", to.ca, "PEM file of who signs the broker's certificate; with it TLS is spoken");
    command->add_option("--from", to.from, "time at which the district begins, with its zone (default: now)");
    command->add_option("--for", to.duration, "how long it lives, in its own time, such as 30 day (default: for ever)");
    command->add_option("--step", to.step, "of the simulation, and of what machines say (default: 1 min)");
    command->add_option("--interval", to.interval, "of meters (default: 30 min)");
    command->add_flag("--lockstep", to.lockstep, "wait for the receipts of each step before the next");
    command
        ->add_option("--fault", to.faults,
                     "KIND,device=NAME,at=TIME,for=DURATION,by=DURATION; kinds: silence, frozen, clock, reset, "
                     "rollover, duplicates, late, disorder, outage; may be given several times")
        ->allow_extra_args(false);
    command->add_option("--counters", to.counters, "CSV file for the district's own registers, in Wh");
    command->add_option("--state", to.state,
                        "JSON file that the district is kept in; where it is there, the district goes on from it");
}

void add_broker(CLI::App& app, BrokerArguments& to) {
    auto* command =
        app.add_subcommand("broker", "run a Mosquitto with a password and rights for each device of a district");
    command->add_option("FILE", to.file, "district file (YAML) of method network")->required();
    command->add_option("--scenario", to.scenario, "which of the file (default: the last)");
    command->add_option("--dir", to.folder, "folder for its files and messages (default: out/broker)");
    command->add_option("--address", to.address, "IPv4 address to listen at (default: 127.0.0.1)");
    command->add_option("--port", to.port, "port to listen at (default: 1883, with TLS 8883)");
    command->add_flag("--tls", to.tls, "speak TLS with a certificate of an authority of its own");
}

void add_credentials(CLI::App& app, CredentialsArguments& to) {
    auto* command = app.add_subcommand(
        "credentials", "a new password for a device at the broker of gaiku broker, which takes it while it runs");
    command->add_option("DIR", to.folder, "folder of gaiku broker")->required();
    command->add_option("NAME", to.device, "the device, as in its topics")->required();
}

}  // namespace

int run_cli(int argc, const char* const* argv, const CliContext& context) {
    CLI::App app{"gaiku plans a district's energy / 街区のエネルギー計画", "gaiku"};
    app.set_version_flag("--version", GAIKU_VERSION);
    app.require_subcommand(1);
    std::string lang;
    std::string file;
    PlanArguments to_plan;
    std::string name;
    std::string folder;
    app.add_option("--lang", lang, "language of messages and report: ja or en; before or behind any command")
        ->check(CLI::IsMember({"ja", "en"}));
    app.fallthrough();  // of every command

    auto* check = app.add_subcommand("check", "validate a district file and print every finding");
    check->add_option("FILE", file, "district file (YAML)")->required();

    auto* plan = app.add_subcommand("plan", "plan every scenario; write plan.json, report.html, plan.xlsx, hourly.csv");
    plan->add_option("FILE", to_plan.file, "district file (YAML)")->required();
    plan->add_option("--out", to_plan.out, "folder for the results (default: out/ID beside the present folder)");
    plan->add_option("--solver", to_plan.solver,
                     "of method network: staged, piqp or highs (default: by the size of the problem)")
        ->check(CLI::IsMember({"staged", "piqp", "highs"}));
    plan->add_option("--time-limit", to_plan.time_limit,
                     "of each optimisation: a scenario, a point of a front, an end of a sensitivity (default: 10 min)");
    plan->add_option("--gap", to_plan.gap,
                     "how far a plan with machines on or off may be from the best (default: 0.01 %)");

    CompareArguments to_compare;
    auto* compare = app.add_subcommand(
        "compare", "plan every scenario of several files; write compare.json, compare.html, compare.xlsx");
    compare->add_option("FILES", to_compare.files, "district files (YAML) of method network")->required();
    compare->add_option("--out", to_compare.out, "folder for the results (default: out/compare)");
    compare->add_option("--solver", to_compare.solver, "as of plan")->check(CLI::IsMember({"staged", "piqp", "highs"}));
    compare->add_option("--time-limit", to_compare.time_limit, "as of plan");
    compare->add_option("--gap", to_compare.gap, "as of plan");

    auto* fresh = app.add_subcommand("new", "start a district from a commented template");
    fresh->add_option("TEMPLATE", name, "name of a template; without one they are listed");
    fresh->add_option("DIR", folder, "folder for the new district");

    auto* data = app.add_subcommand("data", "the reference tables with their sources");
    data->require_subcommand(1);
    auto* list = data->add_subcommand("list", "name, title and source of every table");
    auto* show = data->add_subcommand("show", "print one table");
    show->add_option("NAME", name, "name of the table")->required();

    VirtualArguments to_live;
    add_virtual(app, to_live);
    ServeArguments to_operate;
    add_serve(app, to_operate);
    StoreArguments of_store;
    add_store(app, of_store);
    BrokerArguments to_serve;
    add_broker(app, to_serve);
    CredentialsArguments of_device;
    add_credentials(app, of_device);

    auto* schema = app.add_subcommand("schema", "print the JSON Schema of district files");

    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        if (error.get_exit_code() != 0) {
            const bool ja = language_of(language_option(argc, argv)) == Language::ja;
            fmt::print(context.err,
                       fmt::runtime(ja ? "gaiku: 指定が正しくありません（{}）\n対処: gaiku --help をご覧ください\n"
                                       : "gaiku: {}\nfix: see gaiku --help\n"),
                       error.what());
            return 2;
        }
        std::ostringstream text;
        app.exit(error, text, text);
        fmt::print(context.out, "{}", text.str());
        return 0;
    }
    try {
        const Language language = language_of(lang);
        if (*check) return check_command(file, language, context);
        if (*plan) return plan_command(to_plan, language, context);
        if (*compare) return compare_command(to_compare, language, context);
        if (*fresh) return new_command(name, folder, language, context);
        if (*list) return data_list_command(language, context);
        if (*show) return data_show_command(name, language, context);
        if (app.got_subcommand("serve")) return serve_command(to_operate, language, context);
        if (app.got_subcommand("store"))
            return store_command(*app.get_subcommand("store"), of_store, language, context);
        if (app.got_subcommand("virtual")) return virtual_command(to_live, language, context);
        if (app.got_subcommand("credentials")) return credentials_command(of_device, language, context);
        if (app.got_subcommand("broker")) return broker_command(to_serve, language, context);
        if (*schema) return schema_command(context);
    } catch (const std::exception& error) {
        fmt::print(context.err, "gaiku: {}\n", error.what());
        return 1;
    }
    return 1;
}

}  // namespace gaiku
