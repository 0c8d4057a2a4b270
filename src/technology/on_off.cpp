#include "technology/on_off.h"

#include <fmt/format.h>
#include <algorithm>
#include <cmath>

#include "base/unit.h"

namespace gaiku {
namespace {

const Section& unit_section() {
    static const Section section{.name = "unit size",
                                 .meaning = {"units of one size", "同じ容量の号機"},
                                 .fields = {{.key = "size",
                                             .kind = Kind::quantity,
                                             .unit = "kW",
                                             .meaning = {"size of one unit", "1台の容量"},
                                             .required = true,
                                             .minimum = 0.001,
                                             .maximum = 1e9},
                                            {.key = "count",
                                             .kind = Kind::count,
                                             .meaning = {"how many there are; at most, where capacity is sized",
                                                         "台数（capacity が sized のときは上限）"},
                                             .required = true,
                                             .minimum = 1,
                                             .maximum = 100},
                                            {.key = "capital",
                                             .kind = Kind::quantity,
                                             .unit = "yen/kW",
                                             .meaning = {"price installed of this size; without it, that of the asset",
                                                         "この容量の整備単価（なければ設備の値）"},
                                             .minimum = 0,
                                             .maximum = 1e9}}};
    return section;
}

double number_or(const AssetInput& asset, const char* key, double otherwise) {
    return asset.has(key) ? asset.number(key) : otherwise;
}

}  // namespace

OnOff::OnOff(const AssetInput& asset)
    : minimum_load(number_or(asset, "minimum_load", 0)),
      minimum_up_h(number_or(asset, "minimum_up_time", 0)),
      minimum_down_h(number_or(asset, "minimum_down_time", 0)),
      start_cost(number_or(asset, "start_cost", 0)),
      sized(asset.record().says("capacity", "sized")) {
    if (!asset.has("units")) return;
    for (const auto& [id, unit] : asset.record().records("units"))
        units.push_back({unit->number("size"), unit->number("count"), unit->number_or("capital", -1)});
}

std::vector<Field> on_off_fields() {
    return {{.key = "minimum_load",
             .kind = Kind::quantity,
             .unit = "%",
             .meaning = {"load of a unit below which it is off; without it, it runs at every load",
                         "最低負荷率。これを下回ると停止（なければ全負荷域で連続運転）"},
             .minimum = 0.1,
             .maximum = 100},
            {.key = "minimum_up_time",
             .kind = Kind::quantity,
             .unit = "h",
             .meaning = {"hours that a unit stays on once it was started", "起動後の最小運転時間"},
             .minimum = 0,
             .maximum = 168},
            {.key = "minimum_down_time",
             .kind = Kind::quantity,
             .unit = "h",
             .meaning = {"hours that a unit stays off once it was stopped", "停止後の最小停止時間"},
             .minimum = 0,
             .maximum = 168},
            {.key = "start_cost",
             .kind = Kind::quantity,
             .unit = "yen",
             .meaning = {"cost of starting a unit", "1台の起動費用"},
             .minimum = 0,
             .maximum = 1e9},
            {.key = "units",
             .kind = Kind::list,
             .meaning = {"sizes that it is made of; where capacity is sized, the catalogue to choose from",
                         "号機構成（capacity が sized のときは選べる容量）"},
             .section = &unit_section()}};
}

void check_on_off(const AssetInput& asset, Findings& findings) {
    const Record& record = asset.record();
    const OnOff is(asset);
    for (const char* key : {"minimum_up_time", "minimum_down_time", "start_cost"}) {
        if (!asset.has(key) || is.switches()) continue;
        findings.add(record.finding(
            "missing-key", "minimum_load",
            {std::string("the minimum load that ") + key + " goes with", std::string(key) + " には最低負荷率が必要"},
            {"add \"minimum_load:\"", "「minimum_load:」を加えてください"}));
        break;
    }
    if (is.switches() && is.sized && is.units.empty() && !asset.has("max_capacity")) {
        findings.add(
            record.finding("missing-key", "max_capacity",
                           {"the largest size of what is on or off, or the units it is made of",
                            "起動・停止する設備の容量上限、または号機構成"},
                           {"add \"max_capacity:\" or \"units:\"", "「max_capacity:」か「units:」を加えてください"}));
    }
    if (is.sized || is.units.empty() || record.says("capacity", "unlimited")) return;
    double sum = 0;
    for (const auto& unit : is.units) sum += unit.kw * unit.count;
    const double capacity = asset.number("capacity");
    if (std::abs(sum - capacity) <= 1e-6 * capacity) return;
    findings.add(record.finding("contradiction", "units",
                                {fmt::format("units that sum up to the capacity, {} kW", print_number(capacity, 3)),
                                 fmt::format("合計が容量 {} kW になる号機構成", print_number(capacity, 3))},
                                {fmt::format("they sum up to {} kW: correct one of the two", print_number(sum, 3)),
                                 fmt::format("合計は {} kW です。どちらかを直してください", print_number(sum, 3))}));
}

std::vector<network::CapacityId> add_unit_counts(AssetNetwork& asset, const OnOff& on_off,
                                                 network::CapacityId capacity) {
    std::vector<network::CapacityId> counts;
    if (!on_off.sized || on_off.units.empty()) return counts;
    network::Tie sum{asset.origin("units", "units"), {{capacity, 1}}, 0, 0};
    const AssetInput& input = asset.input();
    for (const auto& unit : on_off.units) {
        network::Capacity count;
        count.origin = asset.origin(fmt::format("{}{} kW", units_of, print_number(unit.kw, 3)), "units");
        count.upper = unit.count;
        count.integer = true;
        if (input.is_bought() && unit.capital >= 0) {
            // The capacity carries the asset's own price.
            const double more = (unit.capital - input.number_or("capital", 0)) * unit.kw;
            count.yearly_cost = more * asset.builder().costs().capital_weight(input);
            count.tallies.push_back({asset.builder().capital(), more});
        }
        const double capital = count.yearly_cost * asset.network().horizon().years();
        counts.push_back(asset.count(std::move(count)));
        asset.builder().book(CostKind::capital, input.id(), counts.back(), capital);
        sum.parts.push_back({counts.back(), -unit.kw});
    }
    asset.network().add(std::move(sum));
    return counts;
}

std::vector<network::SwitchId> add_switches(AssetNetwork& asset, const OnOff& on_off, network::CapacityId capacity,
                                            const std::vector<network::CapacityId>& counts, const OutputAndInput& whole,
                                            const PartLoad& part_load, const Profile& availability) {
    std::vector<network::SwitchId> switches;
    network::Network& network = asset.network();
    auto units = on_off.units;
    if (units.empty()) units.push_back({on_off.sized ? 0 : asset.input().number("capacity"), 1, -1});
    const bool segmented = !part_load.is_constant();
    network::Balance output{asset.origin("units", "units"), {{whole.output, -1}}};
    network::Balance input{asset.origin("input of units", "units"), {{whole.input, -1}}};
    for (std::size_t i = 0; i < units.size(); ++i) {
        if (units[i].kw == 0 && !on_off.sized) continue;
        const auto flow = [&](const char* name, network::FlowId alone) {
            return units.size() == 1 ? alone : asset.flow(network::Flow{.origin = asset.origin(name, "units")});
        };
        network::Switch item;
        item.origin = asset.origin("on", "minimum_load");
        item.flow = flow("output of units", whole.output);
        item.unit = units[i].kw;
        item.count = units[i].count;
        if (!counts.empty()) item.count_of = counts[i];
        if (item.unit == 0) item.capacity = capacity;
        item.upper = asset.value(availability);
        item.upper.factor *= whole.per_kw;
        item.lower = on_off.minimum_load * whole.per_kw;
        item.minimum_up_h = on_off.minimum_up_h;
        item.minimum_down_h = on_off.minimum_down_h;
        if (on_off.start_cost != 0 && asset.input().is_own())
            item.start_cost = on_off.start_cost * asset.builder().costs().running_weight("upkeep");
        output.terms.push_back({item.flow, 1});
        const auto of_kind = item.flow;
        const auto on = network.add(std::move(item));
        switches.push_back(on);
        AssetUnits scheduled{.on = network.on(on), .output = of_kind, .input = {}};
        if (!segmented) {
            asset.unit(scheduled);
            continue;
        }
        const auto input_of_kind = flow("input of units", whole.input);
        input.terms.push_back({input_of_kind, 1});
        network::Segment segment;
        segment.origin = asset.origin("part load", asset.part_load_key());
        segment.input = input_of_kind;
        segment.output = of_kind;
        segment.pieces = asset.pieces(part_load);
        segment.on = on;
        if (part_load.has_chord()) {
            const auto most = part_load.chord(availability, on_off.minimum_load);
            segment.chord = {asset.value(most.slope), asset.value(most.intercept)};
            scheduled.input = input_of_kind;
        }
        asset.unit(scheduled);
        network.add(std::move(segment));
    }
    if (units.size() == 1) return switches;
    network.add(std::move(output));
    if (segmented) network.add(std::move(input));
    return switches;
}

std::vector<network::Term> online(AssetNetwork& asset, const std::vector<network::SwitchId>& switches, double times) {
    const network::Network& network = asset.network();
    std::vector<network::Term> terms;
    for (const auto id : switches) {
        const network::FlowId variable = network.online(id);
        if (variable) {
            terms.push_back({variable, times});
        } else {
            terms.push_back({network.on(id), times * network.switches()[id.at()].unit});
        }
    }
    return terms;
}

}  // namespace gaiku
