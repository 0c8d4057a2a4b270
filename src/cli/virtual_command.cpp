#include "cli/virtual_command.h"

#include <fmt/format.h>
#include <charconv>
#include <filesystem>
#include <set>

#include "cli/virtual_district.h"
#include "virtual/credentials.h"
#include "virtual/run.h"
#include "virtual/time_text.h"

namespace gaiku {
namespace {

using namespace std::chrono_literals;
using field::Instant;

/// A number of whole minutes that goes into a day.
std::chrono::minutes read_minutes(const char* option, const std::string& text, Findings& findings) {
    const auto duration = field::parse_duration(text);
    if (duration && *duration >= 1min && *duration % 1min == 0s && std::chrono::hours{24} % *duration == 0s)
        return std::chrono::duration_cast<std::chrono::minutes>(*duration);
    findings.add(option_finding("out-of-range", option, text,
                                {"whole minutes that divide a day", "1日を割り切る分単位の時間"},
                                {"write 1 min, 15 min or 30 min", "1 min・15 min・30 min のように書いてください"}));
    return 1min;
}

Instant read_from(const VirtualArguments& arguments, std::chrono::minutes step, const CliContext& context,
                  Findings& findings) {
    const auto down = [&](Instant time) { return time - time.time_since_epoch() % step; };
    if (arguments.from.empty()) return down(std::chrono::floor<std::chrono::seconds>(context.clock.now()));
    const auto time = field::parse_time(arguments.from);
    if (time && down(*time) == *time) return *time;
    findings.add(option_finding("out-of-range", "--from", arguments.from,
                                {"a time with its zone at which a step begins", "時差付きの、刻みの始まりの時刻"},
                                {"write 2026-11-28T00:00+09:00", "2026-11-28T00:00+09:00 のように書いてください"}));
    return {};
}

field::Settings read_settings(const VirtualArguments& arguments, const CliContext& context, Findings& findings) {
    field::Settings settings;
    settings.seed = arguments.seed;
    settings.step = read_minutes("--step", arguments.step, findings);
    settings.interval = read_minutes("--interval", arguments.interval, findings);
    if (settings.interval % settings.step != 0min) {
        findings.add(option_finding("contradiction", "--interval", arguments.interval,
                                    {"a whole number of steps", "刻みの整数倍"},
                                    {"change --interval or --step", "--interval か --step を変えてください"}));
    }
    settings.from = read_from(arguments, settings.step, context, findings);
    return settings;
}

/// The state that the district goes on from, where one is kept; its time is then when the district begins.
std::optional<field::State> read_kept(const VirtualArguments& arguments, field::Settings& settings,
                                      Findings& findings) {
    if (arguments.state.empty() || !std::filesystem::exists(arguments.state)) return std::nullopt;
    auto state = field::read_state(arguments.state, findings);
    if (!state) return state;
    if (state->seed != settings.seed) {
        findings.add(option_finding("contradiction", "--seed", std::to_string(settings.seed),
                                    {fmt::format("{}, the seed of {}", state->seed, arguments.state),
                                     fmt::format("{}（{} のシード）", state->seed, arguments.state)},
                                    {"change --seed, or name another file with --state",
                                     "--seed を変えるか、--state で別のファイルを指定してください"}));
    }
    if (state->now.time_since_epoch() % settings.step != 0s) {
        findings.add(option_finding(
            "contradiction", "--step", arguments.step,
            {fmt::format("a step that begins at {}, where {} ends", field::print_time(state->now), arguments.state),
             fmt::format("{}（{} の時刻）に始まる刻み", field::print_time(state->now), arguments.state)},
            {"change --step", "--step を変えてください"}));
    }
    settings.from = state->now;
    return state;
}

/// What a faulty device remembers is not in the state, so it would come back as another device.
void check_faults_with_state(const std::vector<field::Fault>& faults, const std::string& state, Findings& findings) {
    using field::FaultKind;
    if (state.empty()) return;
    for (const auto& fault : faults) {
        if (fault.kind == FaultKind::silence || fault.kind == FaultKind::clock || fault.kind == FaultKind::duplicates ||
            fault.kind == FaultKind::outage)
            continue;
        findings.add(option_finding("contradiction", "--state", state,
                                    {"no fault that a device remembers: frozen, reset, rollover, late, disorder",
                                     "機器が覚えている障害（frozen・reset・rollover・late・disorder）がないこと"},
                                    {"leave out --state or --fault", "--state か --fault を除いてください"}));
        return;
    }
}

/// Devices of which the state knows none are those of another district.
void check_state(const field::State& kept, const field::VirtualDistrict& district, const std::string& file,
                 Findings& findings) {
    for (const auto& device : district.devices()) {
        if (kept.registers.contains(device.id)) return;
    }
    findings.add(option_finding(
        "contradiction", "--state", file, {"the state of this district", "この街区の状態"},
        {"name the file of this district, or a new one", "この街区のファイルか、新しいファイル名を指定してください"}));
}

field::RunOptions read_run(const VirtualArguments& arguments, Instant from, Findings& findings) {
    field::RunOptions options;
    options.speed = arguments.speed;
    options.lockstep = arguments.lockstep;
    options.counters = arguments.counters;
    options.state = arguments.state;
    if (arguments.duration.empty()) return options;
    const auto duration = field::parse_duration(arguments.duration);
    if (duration && *duration > 0s) {
        options.until = from + *duration;
    } else {
        findings.add(
            option_finding("not-a-time", "--for", arguments.duration, {"a duration", "時間の長さ"},
                           {"write it with its unit: 30 day, 2 h", "30 day、2 h のように単位を付けてください"}));
    }
    return options;
}

void read_broker(const VirtualArguments& arguments, field::Fleet::Options& options, Findings& findings) {
    const auto colon = arguments.broker.rfind(':');
    const std::string port = colon == std::string::npos ? "" : arguments.broker.substr(colon + 1);
    unsigned number = 0;
    const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), number);
    if (colon == 0 || error != std::errc{} || end != port.data() + port.size() || number == 0 || number > 65535) {
        findings.add(option_finding("out-of-range", "--broker", arguments.broker, {"HOST:PORT", "ホスト:ポート"},
                                    {"write localhost:1883", "localhost:1883 のように書いてください"}));
        return;
    }
    options.broker.host = arguments.broker.substr(0, colon);
    options.broker.port = static_cast<std::uint16_t>(number);
    if (!arguments.ca.empty()) options.broker.tls = mqtt::Tls{arguments.ca, ""};
    if (!arguments.credentials.empty()) options.passwords = field::read_credentials(arguments.credentials, findings);
}

std::vector<field::Fault> read_faults(const VirtualArguments& arguments, Instant from, Findings& findings) {
    std::vector<field::Fault> faults;
    for (const auto& spec : arguments.faults) {
        if (auto fault = field::parse_fault(spec, from, findings)) faults.push_back(std::move(*fault));
    }
    return faults;
}

/// Faults of devices that are not there, devices that nobody has a password for.
void check_devices(const field::VirtualDistrict& district, const field::FaultyLine& line,
                   const field::Fleet::Options& options, Findings& findings) {
    for (const auto& name : line.without_device()) {
        findings.add(option_finding("unknown-reference", "--fault", name, {"a device of the district", "街区の機器"},
                                    {"name a device as its topic does; * stands for any part",
                                     "トピックにある機器名を書いてください（* は任意の部分）"}));
    }
    if (options.passwords.empty()) return;
    for (const auto& device : district.devices()) {
        if (options.passwords.contains(device.id)) continue;
        findings.add(option_finding("unknown-reference", "--credentials", device.id,
                                    {"a password for every device", "全機器のパスワード"},
                                    {"let gaiku broker write the file for this district and scenario",
                                     "この街区・シナリオで gaiku broker を実行してファイルを作成してください"}));
        return;
    }
}

class Teller {
public:
    Teller(bool ja, const CliContext& context) : ja_(ja), context_(context) {}

    void start(const std::string& scenario, const field::VirtualDistrict& district, const std::string& broker) const {
        say(ja_ ? "{}：機器 {} 台、{} から、ブローカー {}\n" : "{}: {} devices, from {}, broker {}\n", scenario,
            district.devices().size(), field::print_time(district.now()), broker);
    }
    void progress(const field::Progress& is) const {
        if (!context_.terminal) return;
        say(ja_ ? "\r{}  送信 {}  受領 {}  未受領 {}  遅れ {:.1f} s\x1b[K"
                : "\r{}  sent {}  receipts {}  waiting {}  behind {:.1f} s\x1b[K",
            field::print_time(is.now), is.counts.sent, is.counts.receipts, is.counts.waiting, is.behind_s);
        std::fflush(context_.err);
    }
    /// Each place and carrier once, as soon as something is amiss there.
    void look_for_shortfalls(const field::VirtualDistrict& district) {
        for (const auto& one : district.shortfalls()) {
            if (!told_.insert(one.place + " " + one.carrier).second) continue;
            if (context_.terminal) fmt::print(context_.err, "\r\x1b[K");
            if (one.unserved_kwh > 0.1)
                say(ja_ ? "gaiku: {}、{} の {} の需要を設備が満たせません（不足分は供給されません）\n"
                        : "gaiku: {}: the machines cannot serve all that is wanted of {} ({}); the rest is cut\n",
                    field::print_time(district.now()), ja_ ? one.place : one.carrier, ja_ ? one.carrier : one.place);
            if (one.left_over_kwh > 0.1)
                say(ja_ ? "gaiku: {}、{} の {} の収支が合いません（行き先のないエネルギーがあります）\n"
                        : "gaiku: {}: {} ({}) is given that nobody takes\n",
                    field::print_time(district.now()), ja_ ? one.place : one.carrier, ja_ ? one.carrier : one.place);
        }
    }
    void end_of_shortfalls(const field::VirtualDistrict& district) const {
        for (const auto& one : district.shortfalls())
            say(ja_ ? "{} の {}：供給できなかった量 {:.1f} kWh、行き先のない量 {:.1f} kWh\n"
                    : "{} {}: {:.1f} kWh not served, {:.1f} kWh that nobody took\n",
                one.place, one.carrier, one.unserved_kwh, one.left_over_kwh);
    }
    void end(const field::RunResult& result, Instant now) const {
        const auto& counts = result.counts;
        if (context_.terminal) fmt::print(context_.err, "\r\x1b[K");
        say(ja_ ? "{} まで {} 刻み：送信 {}、ブローカー受領 {}、受領通知 {}、再送 {}、破棄 {}、最大の遅れ {:.1f} s\n"
                : "to {}, {} steps: sent {}, taken by the broker {}, receipts {}, sent again {}, given up {}, worst "
                  "behind {:.1f} s\n",
            field::print_time(now), result.steps, counts.sent, counts.taken_by_broker, counts.receipts,
            counts.sent_again, counts.given_up, result.worst_behind_s);
        if (!result.all_taken) trouble(counts);
    }
    void trouble(const field::Fleet::Counts& counts) const {
        say(ja_ ? "gaiku: 届いていない送信があります（接続 {} 台、{}）\n"
                : "gaiku: not everything has arrived ({} devices connected; {})\n",
            counts.connected, counts.last_trouble);
    }

private:
    template <class... Args>
    void say(const char* format, const Args&... args) const {
        fmt::print(context_.err, fmt::runtime(format), args...);
    }
    bool ja_;
    const CliContext& context_;
    std::set<std::string> told_{};
};

constexpr auto longest_wait_for_broker = 60s;

}  // namespace

int virtual_command(const VirtualArguments& arguments, Language language, const CliContext& context) {
    Findings findings;
    const ScenarioToRun scenario(arguments.file, arguments.scenario, findings);
    field::Settings settings = read_settings(arguments, context, findings);
    const auto kept = read_kept(arguments, settings, findings);
    field::RunOptions run_options = read_run(arguments, settings.from, findings);
    // At the clock's own speed the district has gone on while nobody looked.
    const auto now = std::chrono::floor<std::chrono::seconds>(context.clock.now());
    if (kept && arguments.speed == 1 && settings.from < now + settings.step) run_options.due = now;
    field::Fleet::Options fleet_options;
    read_broker(arguments, fleet_options, findings);
    auto faults = read_faults(arguments, settings.from, findings);
    check_faults_with_state(faults, arguments.state, findings);
    if (const int code = print_findings(findings, language, context); code != 0) return code;

    field::VirtualDistrict district(scenario.era().district, scenario.workshop().technologies, settings);
    field::FaultyLine line(std::move(faults), district.devices());
    Findings of_devices;
    check_devices(district, line, fleet_options, of_devices);
    if (kept) check_state(*kept, district, arguments.state, of_devices);
    if (const int code = print_findings(of_devices, language, context); code != 0) return code;

    if (kept) district.go_on(*kept);
    Teller teller(language == Language::ja, context);
    teller.start(scenario.era().id, district, arguments.broker);
    mqtt::Loop loop;
    field::Fleet fleet(loop, district.devices(), fleet_options);
    if (!fleet.wait_connected(longest_wait_for_broker, context.stop)) {
        if (context.stop.stop_requested()) return exit_stopped;
        teller.trouble(fleet.counts());
        return 1;
    }
    const auto result = field::run(
        district, line, fleet, run_options,
        [&](const field::Progress& progress) {
            teller.look_for_shortfalls(district);
            teller.progress(progress);
        },
        context.stop);
    teller.end(result, district.now());
    teller.end_of_shortfalls(district);
    if (result.stopped) return exit_stopped;
    return result.all_taken ? 0 : 1;
}

}  // namespace gaiku
