#include "operate/targets_json.h"

#include <fmt/format.h>
#include <algorithm>
#include <chrono>

#include "base/unit.h"
#include "operate/energies.h"
#include "operate/json_parts.h"
#include "telemetry/measurand.h"

namespace gaiku::operate {
namespace {

using telemetry::Day;
using telemetry::LocalDays;
using telemetry::Month;
using telemetry::Period;

constexpr Month months_shown = 12;

struct Months {
    const LocalDays& days;
    Month last;
    TimeMs now;

    [[nodiscard]] TimeMs begin(Month month) const { return days.span(LocalDays::first_of(month)).begin; }
    [[nodiscard]] TimeMs from() const { return begin(last - months_shown + 1); }
    [[nodiscard]] static std::string name(Month month) {
        return fmt::format("{:04}-{:02}", month / 12, month % 12 + 1);
    }
};

struct Outcome {
    std::optional<double> value;
    Text arithmetic;
};

Outcome cut_of(const Energy& energy, double baseline) {
    if (!energy.whole())
        return {
            {},
            {fmt::format("{} of {} meters of connections, sources and stores say something", energy.known, energy.of),
             fmt::format("連系点・電源・蓄電池の計量器{}台のうち{}台のみ記録あり", energy.of, energy.known)}};
    if (!energy.co2_kg) return {{}, {"a CO2 factor is not one number", "CO2排出係数が一つの数値で定まっていません"}};
    const double used = energy.used(), if_not = used * baseline;
    if (if_not <= 0) return {{}, {"nothing was used", "使用電力量がありません"}};
    const double cut = 100 * (1 - *energy.co2_kg / if_not);
    return {cut,
            {fmt::format("1 - {} kg emitted / ({} kWh used x {:.3f} kg/kWh = {} kg) = {:.1f} %; {} half-hours",
                         print_number(*energy.co2_kg, 1), print_number(used, 1), baseline, print_number(if_not, 1), cut,
                         energy.half_hours),
             fmt::format("1 − 排出 {} kg ÷（使用 {} kWh × 基準 {:.3f} kg/kWh ＝ {} kg）＝ {:.1f}%（30分値{}個）",
                         print_number(*energy.co2_kg, 1), print_number(used, 1), baseline, print_number(if_not, 1), cut,
                         energy.half_hours)}};
}

Json month_json(Month month, double target, const Outcome& outcome) {
    return {{"month", Months::name(month)},
            {"target", target},
            {"actual", or_null(outcome.value)},
            {"arithmetic", text_json(outcome.arithmetic)}};
}

void add_cut(Json& json, const Record& target, telemetry::Store& store, const Surroundings& surroundings,
             const Months& months) {
    const double wanted = 100 * target.number("co2_cut"), baseline = target.number("baseline");
    const auto all =
        energies(store, surroundings, target.text_or("block", {}), Period::month, months.from(), months.now);
    Json list = Json::array();
    for (const Energy& energy : all)
        list.push_back(
            month_json(LocalDays::month_of(months.days.day_at(energy.begin)), wanted, cut_of(energy, baseline)));
    json["unit"] = "%";
    json["target"] = wanted;
    json["actual"] = all.empty() ? Json(nullptr) : or_null(cut_of(sum_of(all), baseline).value);
    json["baseline"] = baseline;
    json["months"] = std::move(list);
}

/// Whether a channel is what an electricity meter says of what a building draws, as in the sum "metered" of a place.
bool is_of_electricity(const std::string& channel) {
    const telemetry::Measurand* measurand = telemetry::measurand_of(channel);
    if (measurand == nullptr) return false;
    const std::string_view name = measurand->name;
    return name == "energy_import" || name == "energy_import_interval" || name == "power";
}

bool is_meter(const telemetry::Device& device) {
    return device.counts && !device.building.empty() && device.asset.empty();
}

/// A building's electricity meter: since when it says something, and from when to when it stood in the block. What does
/// not count in sums stands behind another meter and is none.
struct Meter {
    TimeMs heard = 0;
    std::vector<telemetry::Placing> stays;

    [[nodiscard]] bool stood_there(TimeMs time) const {
        return std::any_of(stays.begin(), stays.end(), [&](const auto& stay) { return stay.has(time); });
    }
};

std::vector<Meter> meters_of(telemetry::Store& store, const std::string& block, TimeMs now) {
    std::map<std::string, Meter> all;
    for (auto& placing : store.placings()) {
        const telemetry::Device& device = placing.device;
        if (!is_meter(device) || (!block.empty() && device.block != block)) continue;
        all[device.name].stays.push_back(std::move(placing));
    }
    std::map<std::string, Meter> heard;
    for (const auto& name : store.channels()) {
        const auto meter = all.find(name.device);
        if (meter == all.end() || !is_of_electricity(name.channel)) continue;
        const auto figures = store.figures(name, Period::month, 0, now);
        if (figures.empty()) continue;
        const auto [place, is_new] = heard.try_emplace(name.device, Meter{figures.front().begin, meter->second.stays});
        if (!is_new) place->second.heard = std::min(place->second.heard, figures.front().begin);
    }
    std::vector<Meter> meters;
    for (auto& [name, meter] : heard) meters.push_back(std::move(meter));
    return meters;
}

/// How many there were at the end of a month, and what became of those of the month before.
struct MeterCount {
    std::size_t before = 0, first_heard = 0, came = 0, went = 0;
    [[nodiscard]] std::size_t now() const { return before + first_heard + came - went; }
};

MeterCount count_of(const std::vector<Meter>& meters, TimeMs begin, TimeMs end) {
    MeterCount count;
    for (const Meter& meter : meters) {
        const bool was = meter.heard < begin && meter.stood_there(begin - 1);
        const bool is = meter.heard < end && meter.stood_there(end - 1);
        count.before += was ? 1 : 0;
        if (is && !was) ++(meter.heard >= begin ? count.first_heard : count.came);
        count.went += was && !is ? 1 : 0;
    }
    return count;
}

Text meters_arithmetic(const MeterCount& count, const std::string& month, double wanted) {
    const auto told = [](std::size_t number) { return print_number(static_cast<double>(number)); };
    Text moved;
    if (count.came > 0) moved = {" + " + told(count.came) + " moved here", " ＋ 移設で追加" + told(count.came) + "台"};
    if (count.went > 0) {
        moved.en += " - " + told(count.went) + " moved away";
        moved.ja += " − 移設で減少" + told(count.went) + "台";
    }
    return {
        fmt::format("{} before + {} new in {}{} = {} of {} electricity meters of buildings that have said something",
                    told(count.before), told(count.first_heard), month, moved.en, told(count.now()),
                    print_number(wanted)),
        fmt::format("前月まで{}台 ＋ {}の新規{}台{} ＝ {}台（目標{}台、記録のある建物の電力量計）", told(count.before),
                    month, told(count.first_heard), moved.ja, told(count.now()), print_number(wanted))};
}

void add_meters(Json& json, const Record& target, telemetry::Store& store, const Months& months) {
    const double wanted = target.number("meters");
    const auto meters = meters_of(store, target.text_or("block", {}), months.now);
    TimeMs first = months.now;
    for (const Meter& meter : meters) first = std::min(first, meter.heard);
    Json list = Json::array();
    MeterCount count;
    const Month begin = std::max(LocalDays::month_of(months.days.day_at(first)), months.last - months_shown + 1);
    for (Month month = begin; month <= months.last; ++month) {
        count = count_of(meters, months.begin(month), std::min(months.begin(month + 1), months.now));
        list.push_back(month_json(
            month, wanted, {static_cast<double>(count.now()), meters_arithmetic(count, Months::name(month), wanted)}));
    }
    json["unit"] = "";
    json["target"] = wanted;
    json["actual"] = count.now();
    json["baseline"] = nullptr;
    json["months"] = std::move(list);
}

}  // namespace

std::string targets_json(telemetry::Store& store, const Surroundings& surroundings, const District& district,
                         const std::string& time_zone, TimeMs now) {
    const LocalDays days(time_zone);
    const Months months{days, LocalDays::month_of(days.day_at(now)), now};
    Json targets = Json::array();
    for (const auto& [id, target] : district.root->records("targets")) {
        const bool cut = target->has("co2_cut");
        Json json{{"key", id},
                  {"kind", cut ? "co2_cut" : "meters"},
                  {"name", text_json(target->name())},
                  {"block", target->text_or("block", {})}};
        if (cut) {
            add_cut(json, *target, store, surroundings, months);
        } else {
            add_meters(json, *target, store, months);
        }
        if (target->has("source")) json["source"] = text_json(target->localized_or("source", {}));
        targets.push_back(std::move(json));
    }
    return dump({{"targets", std::move(targets)}});
}

}  // namespace gaiku::operate
