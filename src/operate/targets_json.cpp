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

/// When each building's electricity meter of a block said something first, by month. What does not count in sums stands
/// behind another meter and is none.
std::vector<Month> first_months(telemetry::Store& store, const std::string& block, const Months& months) {
    std::map<std::string, Month> first;
    std::map<std::string, std::string> blocks;
    for (const auto& device : store.devices()) {
        const bool is_meter = device.counts && !device.building.empty() && device.asset.empty();
        if (is_meter) blocks[device.name] = device.block;
    }
    for (const auto& name : store.channels()) {
        if (!is_of_electricity(name.channel)) continue;
        const auto device = blocks.find(name.device);
        if (device == blocks.end() || (!block.empty() && device->second != block)) continue;
        const auto figures = store.figures(name, Period::month, 0, months.now);
        if (figures.empty()) continue;
        const Month month = LocalDays::month_of(months.days.day_at(figures.front().begin));
        const auto [place, is_new] = first.try_emplace(name.device, month);
        if (!is_new) place->second = std::min(place->second, month);
    }
    std::vector<Month> all;
    for (const auto& [device, month] : first) all.push_back(month);
    std::sort(all.begin(), all.end());
    return all;
}

void add_meters(Json& json, const Record& target, telemetry::Store& store, const Months& months) {
    const double wanted = target.number("meters");
    const auto first = first_months(store, target.text_or("block", {}), months);
    const auto by = [&](Month month) {
        return static_cast<double>(std::upper_bound(first.begin(), first.end(), month) - first.begin());
    };
    Json list = Json::array();
    const Month begin = first.empty() ? months.last : std::max(first.front(), months.last - months_shown + 1);
    for (Month month = begin; month <= months.last; ++month) {
        const double before = by(month - 1), now = by(month);
        list.push_back(
            month_json(month, wanted,
                       {now,
                        {fmt::format("{} before + {} new in {} = {} of {} electricity meters of buildings that have "
                                     "said something",
                                     print_number(before), print_number(now - before), Months::name(month),
                                     print_number(now), print_number(wanted)),
                         fmt::format("前月まで{}台 ＋ {}の新規{}台 ＝ {}台（目標{}台、記録のある建物の電力量計）",
                                     print_number(before), Months::name(month), print_number(now - before),
                                     print_number(now), print_number(wanted))}}));
    }
    json["unit"] = "";
    json["target"] = wanted;
    json["actual"] = by(months.last);
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
