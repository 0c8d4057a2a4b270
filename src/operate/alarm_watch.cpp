#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include <set>

#include "base/unit.h"
#include "operate/alarm_step.h"

/// What the picture and validation say of each condition.
namespace gaiku::operate {
namespace {

using telemetry::ms_a_second;
using telemetry::ms_a_slot;

constexpr TimeMs least_silence = TimeMs{5} * 60 * ms_a_second;
constexpr TimeMs same_lag_for = TimeMs{15} * 60 * ms_a_second;
constexpr TimeMs found_lately = TimeMs{2} * 3600 * ms_a_second;

/// kW under 10 MW, then MW; whole kW, as the pages have it.
std::string power(double kw) {
    constexpr double most_kw = 10'000, kw_a_mw = 1000;
    if (std::abs(kw) < most_kw) return print_number(kw, std::abs(kw) < 10 ? 1 : 0) + " kW";
    return print_number(kw / kw_a_mw, 1) + " MW";
}

Text duration(TimeMs ms) {
    const auto seconds = std::llround(static_cast<double>(ms) / ms_a_second);
    if (seconds < 60 || (seconds < 120 && seconds % 60 != 0))
        return {fmt::format("{} s", seconds), fmt::format("{}秒", seconds)};
    if (seconds < 7200) return {fmt::format("{} min", seconds / 60), fmt::format("{}分", seconds / 60)};
    return {fmt::format("{} h", seconds / 3600), fmt::format("{}時間", seconds / 3600)};
}

/// The shortest of its channels; half an hour where none is known.
TimeMs interval_of(const DeviceNow& device) {
    TimeMs shortest = 0;
    for (const ChannelNow& channel : device.channels) {
        if (channel.interval > 0) shortest = shortest == 0 ? channel.interval : std::min(shortest, channel.interval);
    }
    return shortest == 0 ? ms_a_slot : shortest;
}

TimeMs newest_of(const DeviceNow& device) {
    TimeMs newest = 0;
    for (const ChannelNow& channel : device.channels) newest = std::max(newest, channel.time);
    return newest;
}

/// Whether a level is beyond where it is raised, within where it is cleared, or between.
Truth above(const AlarmRule& rule, double share) {
    if (share > rule.raise_at) return Truth::yes;
    return share < rule.clear_at ? Truth::no : Truth::unknown;
}

Truth below(const AlarmRule& rule, double share) {
    if (share < rule.raise_at) return Truth::yes;
    return share > rule.clear_at ? Truth::no : Truth::unknown;
}

/// By which kind of alarm an event of validation is told; null: by none.
const AlarmRule* rule_of_event(const std::string& code) {
    if (code == "spike" || code == "implausible" || code == "negative") return alarm_rule("implausible");
    if (code == "conflict") return alarm_rule("conflict");
    if (code == "reset") return alarm_rule("counter");
    return code == "stuck" ? alarm_rule("stuck") : nullptr;
}

/// What becomes of what validation found, by its code.
Text consequence(const std::string& code) {
    if (code == "spike") return {"passed over", "集計から除外"};
    if (code == "implausible" || code == "negative") return {"counted as 0", "0として集計"};
    if (code == "reset") return {"counted from 0", "0から数え直し"};
    return {};
}

Text text_of(const AlarmRule& rule, const telemetry::ChannelEvent& found, const Text& device) {
    const Text channel = channel_title(found.name.channel), then = consequence(found.event.code);
    Text detail{found.event.detail, found.event.detail};
    if (found.event.code == "conflict") detail = {found.event.detail + " times", found.event.detail + "件"};
    if (!then.en.empty()) detail = {detail.en + "; " + then.en, detail.ja + "、" + then.ja};
    return {fmt::format("{}, {}: {} ({})", device.en, channel.en, rule.title.en, detail.en),
            fmt::format("{} {}：{}（{}）", device.ja, channel.ja, rule.title.ja, detail.ja)};
}

/// Whether a kind of alarm comes of what validation found.
bool is_of_events(std::string_view kind) {
    return kind == "implausible" || kind == "conflict" || kind == "counter" || kind == "stuck";
}

/// Whether a kind of alarm is of a connection or a block of the picture.
bool is_of_places(std::string_view kind) {
    return kind == "demand" || kind == "demand-near" || kind == "capacity" || kind == "storage-low";
}

}  // namespace

void Alarms::watch_silence(DeviceState& state, const DeviceNow& device, TimeMs interval) {
    static const AlarmRule& rule = *alarm_rule("silent");
    const TimeMs heard = std::max(state.newest, state.advanced);
    const bool ever = !device.channels.empty();
    // Together with raise_after it is the time that the rule says.
    const TimeMs patience =
        ever ? std::max(static_cast<TimeMs>(rule.raise_at) * interval, least_silence) - rule.raise_after : ms_a_slot;
    const bool silent = now_ - (ever ? heard : state.first) > patience;
    const Severity severity = device.role == Role::use ? rule.severity : Severity::medium;
    const TimeMs held = std::clamp(interval, 30 * ms_a_second, ms_a_slot);
    step(state.silent, rule, device.name, silent ? Truth::yes : Truth::no, {rule.raise_after, held},
         {device.name, device.block}, severity, [&]() -> Text {
             const Text name = called(device);
             if (!ever) return {name.en + ": nothing was ever heard of it", name.ja + "：一度もデータが届いていません"};
             const Text quiet = duration(now_ - heard), usual = duration(interval);
             return {fmt::format("{}: nothing for {}; usually every {}", name.en, quiet.en, usual.en),
                     fmt::format("{}：{}間データが届いていません（通常{}間隔）", name.ja, quiet.ja, usual.ja)};
         });
}

void Alarms::watch_clock(DeviceState& state, const DeviceNow& device, TimeMs interval) {
    static const AlarmRule& rule = *alarm_rule("clock");
    const TimeMs ahead = state.newest - now_;
    const bool behind = state.lag_since != 0 && now_ - state.lag_since >= same_lag_for;
    Truth truth = behind ? Truth::yes : above(rule, static_cast<double>(ahead) / ms_a_second);
    if (state.newest == 0 || (truth == Truth::no && state.lag_since != 0)) truth = Truth::unknown;
    if (truth == Truth::no && now_ - state.newest > 3 * interval) truth = Truth::unknown;  // it says nothing
    step(state.clock, rule, device.name, truth, {rule.raise_after, rule.clear_after}, {device.name, device.block},
         rule.severity, [&]() -> Text {
             const Text by = duration(behind ? state.lag : ahead), name = called(device);
             if (behind)
                 return {fmt::format("{}: its clock is {} behind, or its readings come so late", name.en, by.en),
                         fmt::format("{}：時計が{}遅れているか、データの到着が遅れています", name.ja, by.ja)};
             return {fmt::format("{}: its clock is {} ahead", name.en, by.en),
                     fmt::format("{}：時計が{}進んでいます", name.ja, by.ja)};
         });
}

void Alarms::watch_grid(DeviceState& state, const DeviceNow& device) {
    static const AlarmRule& rule = *alarm_rule("outage");
    const auto grid = std::find_if(device.channels.begin(), device.channels.end(),
                                   [](const ChannelNow& channel) { return channel.name == "grid"; });
    if (grid == device.channels.end()) return;
    const bool known = grid->quality == Quality::good;
    constexpr double half = 0.5;  // of 1 there, 0 gone
    const Truth truth = !known ? Truth::unknown : grid->value < half ? Truth::yes : Truth::no;
    step(state.outage, rule, device.name, truth, {rule.raise_after, rule.clear_after}, {device.name, device.block},
         rule.severity, [&]() -> Text {
             const Text name = called(device);
             return {name.en + ": the public grid is out", name.ja + "：系統が停電しています"};
         });
}

void Alarms::watch_device(const DeviceNow& device) {
    DeviceState& state = devices_[device.name];
    if (state.first == 0) state.first = now_;
    state.seen = pictures_;
    const TimeMs newest = newest_of(device);
    const TimeMs interval = interval_of(device);
    if (newest > state.newest) {
        // The first is of before: when it came is not known.
        const bool came = state.newest != 0;
        const TimeMs lag = now_ - newest;
        const bool is_long = lag > std::max(2 * interval, least_silence);
        const bool same = std::abs(lag - state.lag) <= interval / 2 + 10 * ms_a_second;
        if (!came || !is_long || !same) state.lag_since = 0;
        if (came && is_long && same && state.lag_since == 0) state.lag_since = now_;
        state.newest = newest;
        state.lag = lag;
        if (came) state.advanced = now_;
    }
    watch_silence(state, device, interval);
    watch_clock(state, device, interval);
    watch_grid(state, device);
}

void Alarms::forget_absent() {
    for (auto it = devices_.begin(); it != devices_.end();) {
        if (it->second.seen == pictures_) {
            ++it;
            continue;
        }
        for (Watched* watched : {&it->second.silent, &it->second.clock, &it->second.outage}) {
            if (watched->active) clear(*watched);
        }
        it = devices_.erase(it);
    }
}

Alarms::Watched& Alarms::of_place(const AlarmRule& rule, const std::string& place) {
    Watched& watched = others_[std::string(rule.kind) + "/" + place];
    watched.seen = pictures_;
    return watched;
}

void Alarms::forget_absent_places() {
    if (pictures_ == 1) {  // those of before a restart are found by their alarms
        for (const auto& [key, id] : by_key_) {
            if (!is_of_places(alarms_.at(id).kind)) continue;
            if (const auto [found, is_new] = others_.try_emplace(key); is_new) look_up(found->second, key);
        }
    }
    for (auto it = others_.begin(); it != others_.end();) {
        const std::string_view key = it->first;
        if (it->second.seen == pictures_ || !is_of_places(key.substr(0, key.find('/')))) {
            ++it;
            continue;
        }
        if (it->second.active) clear(it->second);
        it = others_.erase(it);
    }
}

void Alarms::watch_connection(const HalfHour& half) {
    static const AlarmRule& over = *alarm_rule("demand");
    static const AlarmRule& near = *alarm_rule("demand-near");
    static const AlarmRule& capacity = *alarm_rule("capacity");
    const About about{half.device, half.block};
    const auto watched = [&](const AlarmRule& rule) -> Watched& { return of_place(rule, half.connection); };
    const bool enough = now_ - half.begin >= enough_of_half_hour;
    const bool limited = half.limit_kw && *half.limit_kw > 0;
    const bool known = enough && half.heading_kw && limited;
    const Truth not_known = limited ? Truth::unknown : Truth::no;  // without a limit nothing is above it
    const double share = known ? *half.heading_kw / *half.limit_kw : 0;
    const auto text = [&](const char* en, const char* ja) {
        const Text name = names_->asset(half.connection);
        const std::string heading = power(*half.heading_kw), limit = power(*half.limit_kw);
        return Text{fmt::format("{}: the half-hour is heading for {}, {} {}", name.en, heading, en, limit),
                    fmt::format("{}：30分デマンドの予測{}（上限{}{}）", name.ja, heading, limit, ja)};
    };
    step(watched(over), over, half.connection, known ? above(over, share) : not_known,
         {over.raise_after, over.clear_after}, about, over.severity,
         [&] { return text("above the limit of", "を超過"); });
    const bool is_over = watched(over).active;
    const Truth close = !known ? not_known : is_over ? Truth::no : above(near, share);
    step(watched(near), near, half.connection, share > over.raise_at && !is_over ? Truth::unknown : close,
         {near.raise_after, is_over ? 0 : near.clear_after}, about, near.severity,
         [&] { return text("near the limit of", "に接近"); });
    const bool bounded = half.capacity_kw && *half.capacity_kw > 0;
    const bool measured = half.power_kw && bounded;
    const double load = measured ? std::abs(*half.power_kw) / *half.capacity_kw : 0;
    const Truth unmeasured = bounded ? Truth::unknown : Truth::no;
    step(watched(capacity), capacity, half.connection, measured ? above(capacity, load) : unmeasured,
         {capacity.raise_after, capacity.clear_after}, about, capacity.severity, [&] {
             const bool out = *half.power_kw < 0;
             const Text name = names_->asset(half.connection);
             const std::string drawn = power(std::abs(*half.power_kw)), most = power(*half.capacity_kw);
             return Text{
                 fmt::format("{}: {} {}, more than its capacity of {}", name.en, drawn, out ? "fed in" : "drawn", most),
                 fmt::format("{}：{}{}が容量{}を超えています", name.ja, out ? "逆潮流" : "受電", drawn, most)};
         });
}

void Alarms::watch_storage(const PlaceNow& block) {
    static const AlarmRule& rule = *alarm_rule("storage-low");
    const auto charge = std::find_if(block.values.begin(), block.values.end(),
                                     [](const Derived& value) { return value.key == "state_of_charge"; });
    if (charge == block.values.end() || charge->of == 0) return;
    const std::string none;
    step(of_place(rule, block.id), rule, block.id, charge->value ? below(rule, *charge->value) : Truth::unknown,
         {rule.raise_after, rule.clear_after}, {none, block.id}, rule.severity, [&] {
             const double percent = *charge->value * 100;
             return Text{fmt::format("{}: batteries are {:.0f} % full", block.name.en, percent),
                         fmt::format("{}：蓄電池の充電率は{:.0f}%です", block.name.in(Language::ja), percent)};
         });
}

void Alarms::take(std::span<const telemetry::ChannelEvent> events, TimeMs now) {
    const std::scoped_lock hold(mutex_);
    now_ = now;
    std::set<std::string> seen;
    for (const auto& found : events) {
        const AlarmRule* rule = rule_of_event(found.event.code);
        if (rule == nullptr) continue;
        const TimeMs since = now - (rule->kind == "stuck" ? events_for : found_lately);
        if (found.event.time < since) continue;
        const std::string of = found.name.device + "/" + found.name.channel;
        const std::string key = std::string(rule->kind) + "/" + of;
        if (!seen.insert(key).second) continue;
        const About about{found.name.device, found.block};
        step(others_[key], *rule, of, Truth::yes, {0, 0}, about, rule->severity,
             [&] { return text_of(*rule, found, names_->device(found.name.device, found.building, found.asset)); });
    }
    // Those of before a restart are found by their alarms.
    for (const auto& [key, id] : by_key_) {
        const AlarmRule* rule = alarm_rule(alarms_.at(id).kind);
        if (rule == nullptr) continue;
        if (is_of_events(rule->kind)) (void)others_[key];
    }
    const std::string none;
    for (auto it = others_.begin(); it != others_.end();) {
        const std::string kind = it->first.substr(0, it->first.find('/'));
        if (!is_of_events(kind) || seen.contains(it->first)) {
            ++it;
            continue;
        }
        step(it->second, *alarm_rule(kind), std::string_view(it->first).substr(kind.size() + 1), Truth::no, {0, 0},
             {none, none}, Severity::low, [] { return Text{}; });
        it = others_.erase(it);
    }
    finish();
}

}  // namespace gaiku::operate
