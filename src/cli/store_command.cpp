#include "cli/store_command.h"

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <cmath>
#include <memory>

#include "cli/commands.h"
#include "server/tokens.h"
#include "telemetry/model/device_models.h"
#include "telemetry/store/audit.h"
#include "telemetry/store/maintain.h"
#include "telemetry/store/registry.h"
#include "telemetry/store/schema.h"
#include "telemetry/store/store.h"
#include "telemetry/time_text.h"
#include "telemetry/year_csv.h"

namespace gaiku {
namespace {

using telemetry::TimeMs;

struct Closer {
    void operator()(std::FILE* file) const { std::fclose(file); }
};

/// In quotation marks where it needs them.
std::string csv_text(const std::string& text) {
    if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
    std::string quoted = "\"";
    for (const char letter : text) quoted += letter == '"' ? std::string("\"\"") : std::string(1, letter);
    return quoted + '"';
}

TimeMs time_or(const std::string& text, TimeMs otherwise) {
    if (text.empty()) return otherwise;
    const auto time = telemetry::parse_time(text);
    if (!time)
        throw std::invalid_argument("\"" + text +
                                    "\": a time with its zone is expected, such as 2026-11-28T00:00:00+09:00");
    return *time;
}

/// Runs `write` on the file asked for, or standard output.
template <class Write>
void to_file(const StoreArguments& arguments, const CliContext& context, Write write) {
    if (arguments.out.empty()) return write(context.out);
    const std::unique_ptr<std::FILE, Closer> file(std::fopen(arguments.out.c_str(), "wb"));
    if (file == nullptr) throw std::invalid_argument(arguments.out + ": cannot be written");
    write(file.get());
}

int check(const StoreArguments& arguments, bool ja, const CliContext& context) {
    const auto result = telemetry::check_store(arguments.folder);
    for (const auto& problem : result.problems) fmt::print(context.err, "{}\n", problem);
    fmt::print(context.out,
               fmt::runtime(ja ? "チャンネル{}件、{}日分、計測値{}件、問題{}件\n"
                               : "{} channels, {} days, {} readings, {} problems\n"),
               result.channels, result.days, result.readings, result.problems.size());
    return result.problems.empty() ? 0 : 2;
}

int make_token(const StoreArguments& arguments, const CliContext& context) {
    const std::string token = server::new_token(arguments.device);
    telemetry::DeviceChange change;
    change.name = arguments.device;
    change.token_hash = server::hash_of(token);
    telemetry::change_registry(arguments.folder, {change, "command line", arguments.device == server::operator_name});
    fmt::print(context.out, "{}\n", token);
    return 0;
}

int register_device(const StoreArguments& arguments, Language language, const CliContext& context) {
    telemetry::DeviceChange change;
    change.name = arguments.device;
    if (!arguments.model.empty()) {
        Findings findings;
        const telemetry::DeviceModels models(telemetry::models_folder(arguments.models, arguments.folder), findings);
        if (const int code = print_findings(findings, language, context); code != 0) return code;
        const auto* model = models.find(arguments.model);
        if (model == nullptr) {
            throw std::invalid_argument(fmt::format("\"{}\" is no device model; there are {}", arguments.model,
                                                    fmt::join(models.names(), ", ")));
        }
        change.model = model->id;
        change.register_end = model->register_end;
    }
    if (!arguments.building.empty()) change.building = arguments.building;
    if (!arguments.block.empty()) change.block = arguments.block;
    if (!arguments.asset.empty()) change.asset = arguments.asset;
    if (arguments.behind || arguments.counts) change.counts = arguments.counts;
    if (arguments.register_end_kwh > 0) change.register_end = arguments.register_end_kwh;
    if (arguments.most_kw > 0) change.most_kw = arguments.most_kw;
    telemetry::Request request{change, "command line", false};
    if (!arguments.since.empty()) request.since = time_or(arguments.since, 0);
    telemetry::change_registry(arguments.folder, request);
    return 0;
}

telemetry::CorrectionOrder order_of(const StoreArguments& arguments) {
    telemetry::CorrectionOrder order;
    order.name = {arguments.device, arguments.channel};
    order.reason = arguments.reason;
    order.who = arguments.who;
    const int ways = (arguments.value.empty() ? 0 : 1) + (arguments.pass_over ? 1 : 0) + (arguments.set_aside ? 1 : 0);
    if (ways != 1) throw std::invalid_argument("one of --value, --pass-over and --set-aside is expected");
    const bool instant = !arguments.at.empty();
    if (instant == !(arguments.from.empty() && arguments.to.empty()) ||
        (!instant && (arguments.from.empty() || arguments.to.empty())))
        throw std::invalid_argument("--at TIME, or --from TIME and --to TIME are expected");
    order.from = time_or(instant ? arguments.at : arguments.from, 0);
    order.to = instant ? order.from + 1 : time_or(arguments.to, 0);
    if (arguments.pass_over) order.how = telemetry::CorrectionOrder::How::pass_over;
    if (arguments.set_aside) order.how = telemetry::CorrectionOrder::How::set_aside;
    if (!arguments.value.empty()) {
        const char* end = arguments.value.data() + arguments.value.size();
        const auto [behind, error] = std::from_chars(arguments.value.data(), end, order.value);
        if (error != std::errc() || behind != end || !(std::fabs(order.value) <= telemetry::largest_value))
            throw std::invalid_argument("\"" + arguments.value +
                                        "\": a number within 1e12 is expected, in the channel's unit");
    }
    return order;
}

int correct(const StoreArguments& arguments, bool ja, const CliContext& context) {
    const std::size_t readings = telemetry::correct_readings(arguments.folder, order_of(arguments));
    fmt::print(context.out, fmt::runtime(ja ? "計測値{}件を訂正しました\n" : "{} readings corrected\n"), readings);
    return 0;
}

int retire(const StoreArguments& arguments, bool ja, const CliContext& context) {
    const auto before = telemetry::day_of(time_or(arguments.to, 0));
    const std::size_t readings = telemetry::retire_readings(arguments.folder, before, "command line");
    fmt::print(context.out, fmt::runtime(ja ? "計測値{}件を削除しました\n" : "{} readings dropped\n"), readings);
    return 0;
}

int audit(const StoreArguments& arguments, bool ja, const CliContext& context) {
    telemetry::Database database(std::filesystem::path(arguments.folder) / telemetry::store_file, {true, {}});
    if (telemetry::layout_of(database) < telemetry::layout_with_accounts)
        throw std::invalid_argument(arguments.folder +
                                    ": the store is of an earlier layout; open it once (gaiku serve)");
    const telemetry::Snapshot snapshot(database);
    auto entries = telemetry::read_audit(database, time_or(arguments.from, 0),
                                         time_or(arguments.to, std::numeric_limits<TimeMs>::max()),
                                         std::numeric_limits<std::int64_t>::max());
    std::reverse(entries.begin(), entries.end());
    to_file(arguments, context, [&](std::FILE* file) {
        fmt::print(file, "id,at,who,what,detail,chain\n");
        for (const auto& entry : entries) {
            fmt::print(file, "{},{},{},{},{},{}\n", entry.id, telemetry::print_time(entry.at), csv_text(entry.who),
                       csv_text(entry.what), csv_text(entry.detail), entry.chain);
        }
    });
    const auto check = telemetry::check_audit(database, arguments.head);
    if (check.first_broken) {
        fmt::print(context.err,
                   fmt::runtime(ja ? "監査記録の連鎖は{}番で切れています。書き換え・抜き取り・差し込みがありました\n"
                                   : "the audit's chain breaks at entry {}: it was changed, taken out or put in\n"),
                   *check.first_broken);
        return 2;
    }
    if (!check.has_noted_head) {
        fmt::print(context.err, fmt::runtime(ja ? "控えた連鎖の値がありません。末尾が切り取られています\n"
                                                : "the noted head is not in the chain: its end was cut off\n"));
        return 2;
    }
    fmt::print(context.err,
               fmt::runtime(ja ? "監査記録{}件、連鎖は完全です。末尾の値：{}\n"
                               : "{} entries, the chain is whole; its head: {}\n"),
               check.entries, check.head);
    return 0;
}

int write_year(const StoreArguments& arguments, const CliContext& context) {
    const std::string csv = telemetry::year_csv(
        arguments.folder, {arguments.level, arguments.name, arguments.measurand}, time_or(arguments.from, 0));
    to_file(arguments, context, [&](std::FILE* file) { fmt::print(file, "{}", csv); });
    return 0;
}

}  // namespace

void add_store(CLI::App& app, StoreArguments& to) {
    auto* store = app.add_subcommand("store", "look after the readings that gaiku serve keeps");
    store->require_subcommand(1);
    const auto add = [&](const char* name, const char* what) {
        auto* command = store->add_subcommand(name, what);
        command->add_option("DIR", to.folder, "folder of the store")->required();
        return command;
    };
    add("check", "check every checksum, block and sum; exit 2 where something is wrong");
    add("backup", "copy the store, also while it is written to")->add_option("TO", to.other, "folder")->required();
    add("restore", "make a store of a backup")->add_option("TO", to.other, "folder of the new store")->required();
    for (auto* write : {add("export", "raw readings as CSV: device,channel,time,value"),
                        add("conflicts", "readings set aside as another one counts, as CSV")}) {
        write->add_option("--device", to.device, "only of this one");
        write->add_option("--channel", to.channel, "only of this one");
        write->add_option("--from", to.from, "time with its zone");
        write->add_option("--to", to.to, "time with its zone, excluded");
        write->add_option("--out", to.out, "file (default: standard output)");
    }
    auto* correct = add("correct", "say what readings are to stand for; the raw ones stay, and who did it is kept");
    correct->add_option("DEVICE", to.device, "its name")->required();
    correct->add_option("CHANNEL", to.channel, "its channel")->required();
    correct->add_option("--at", to.at, "time with its zone, of one reading; it need not be there");
    correct->add_option("--from", to.from, "time with its zone");
    correct->add_option("--to", to.to, "time with its zone, excluded");
    correct->add_option("--value", to.value, "that stands for them, in the channel's unit");
    correct->add_flag("--pass-over", to.pass_over, "as if they were not there: what is between is estimated");
    correct->add_flag("--set-aside", to.set_aside, "by the readings that were set aside (gaiku store conflicts)");
    correct->add_option("--reason", to.reason, "why")->required();
    correct->add_option("--by", to.who, "who says so (default: command line)");
    auto* year = add("year", "a measured year as CSV, as a district file takes it under measured:");
    year->add_option("--from", to.from, "its begin, with its zone")->required();
    year->add_option("--level", to.level, "district, block, building or assets (default: district)");
    year->add_option("--name", to.name, "of the block or building");
    year->add_option("--measurand", to.measurand, "default: energy_import");
    year->add_option("--out", to.out, "file (default: standard output)");
    add("retire", "drop raw readings before a day and keep their half-hours")
        ->add_option("--before", to.to, "time with its zone; the UTC day that it is in stays")
        ->required();
    auto* kept = add("audit", "who did what as CSV, and whether nothing of it was changed; exit 2 where it was");
    kept->add_option("--from", to.from, "time with its zone");
    kept->add_option("--to", to.to, "time with its zone, excluded");
    kept->add_option("--head", to.head, "head of the chain that was noted earlier: tells whether the end was cut off");
    kept->add_option("--out", to.out, "file (default: standard output)");
    auto* device = add("device", "register a device: its model, its place, what its meter can show");
    device->add_option("NAME", to.device, "its name, as in its topics")->required();
    device->add_option("--model", to.model, "device model, for one with a payload of its own");
    device->add_option("--models", to.models,
                       "folder of device models of your own (default: models in the store's folder)");
    device->add_option("--building", to.building, "id in the district file");
    device->add_option("--block", to.block, "id in the district file");
    device->add_option("--asset", to.asset, "id in the district file");
    device->add_option(
        "--since", to.since,
        "since when it stands there, such as 2026-11-28T00:00:00+09:00: sums of before stay those of where "
        "it stood (default: always, the registry was wrong)");
    auto* behind = device->add_flag("--behind", to.behind, "it is behind another meter, and not in the sums");
    device->add_flag("--counts", to.counts, "it is in the sums, after --behind")->excludes(behind);
    device->add_option("--register-end", to.register_end_kwh, "kWh at which its counters begin anew");
    device->add_option("--most", to.most_kw, "kW that can flow; a counter that says more is not believed");
    add("token",
        "a new token for a device, or for \"operator\", who reads all and corrects; the old one is no longer taken")
        ->add_option("NAME", to.device, "device, or operator")
        ->required();
}

int store_command(const CLI::App& command, const StoreArguments& arguments, Language language,
                  const CliContext& context) {
    const bool ja = language == Language::ja;
    const std::string name = command.get_subcommands().front()->get_name();
    try {
        if (name == "check") return check(arguments, ja, context);
        if (name == "token") return make_token(arguments, context);
        if (name == "device") return register_device(arguments, language, context);
        if (name == "correct") return correct(arguments, ja, context);
        if (name == "audit") return audit(arguments, ja, context);
        if (name == "retire") return retire(arguments, ja, context);
        if (name == "year") return write_year(arguments, context);
        if (name == "backup") telemetry::backup_store(arguments.folder, arguments.other);
        if (name == "restore") telemetry::restore_store(arguments.folder, arguments.other);
        if (name == "export" || name == "conflicts") {
            const telemetry::Export what{arguments.device, arguments.channel, time_or(arguments.from, 0),
                                         time_or(arguments.to, std::numeric_limits<TimeMs>::max())};
            to_file(arguments, context, [&](std::FILE* file) {
                name == "export" ? telemetry::export_csv(arguments.folder, what, file)
                                 : telemetry::export_conflicts(arguments.folder, what, file);
            });
        }
        return 0;
    } catch (const std::invalid_argument& error) {
        fmt::print(context.err, "gaiku: {}\n", error.what());
        return 2;
    }
}

}  // namespace gaiku
