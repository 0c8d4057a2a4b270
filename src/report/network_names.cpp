#include "report/network_names.h"

#include <algorithm>
#include <map>
#include <optional>

#include "demand/service.h"
#include "technology/asset_input.h"
#include "technology/on_off.h"

namespace gaiku {
namespace {

template <class Records>
const Record* find_in(const Records& records, const std::string& id) {
    const auto found = std::find_if(records.begin(), records.end(), [&](const auto& r) { return r.first == id; });
    return found == records.end() ? nullptr : found->second.get();
}

std::string lower_first(std::string text) {
    if (text.size() > 1 && text[0] >= 'A' && text[0] <= 'Z' && !(text[1] >= 'A' && text[1] <= 'Z'))
        text[0] = static_cast<char>(text[0] - 'A' + 'a');
    return text;
}

/// The record of a demand, and of its building where it has one: "homes.heat".
std::pair<const Record*, const Record*> demand_records(const District& district, const std::string& id) {
    if (const Record* own = find_in(district.root->records("demands"), id)) return {own, nullptr};
    const auto dot = id.find('.');
    const Record* building = find_in(district.buildings(), id.substr(0, dot));
    if (building == nullptr || dot == std::string::npos) return {nullptr, nullptr};
    return {find_in(building->records("demands"), id.substr(dot + 1)), building};
}

/// What gaiku makes of a building: "homes.hot_water".
std::optional<Text> made_demand_name(const District& district, const std::string& id) {
    const auto dot = id.find('.');
    const Record* building = dot == std::string::npos ? nullptr : find_in(district.buildings(), id.substr(0, dot));
    if (building == nullptr) return std::nullopt;
    for (std::size_t i = 0; i < services; ++i) {
        if (id.substr(dot + 1) != service_names[i]) continue;
        const Text of = building->name();
        const Text service = service_text(static_cast<Service>(i));
        return Text{of.en + ", " + lower_first(service.en), of.in(Language::ja) + "の" + service.ja};
    }
    return std::nullopt;
}

}  // namespace

Text carrier_label(const District& district, const std::string& carrier) {
    static const std::map<std::string, Text> known{{"electricity", {"Electricity", "電力"}},
                                                   {"chilled_water", {"Cooling", "冷熱"}},
                                                   {"hot_water", {"Heat", "温熱"}},
                                                   {"steam", {"Steam", "蒸気"}},
                                                   {"gas", {"Gas", "ガス"}}};
    if (const Record* own = find_in(district.root->records("carriers"), carrier)) return own->name();
    const auto found = known.find(carrier);
    return found == known.end() ? Text{carrier, carrier} : found->second;
}

Text place_label(const District& district, const std::string& place) {
    const Record* block = find_in(district.blocks(), place);
    return block == nullptr ? district.about().name() : block->name();
}

std::string shown_place(const District& district, const std::string& place) {
    return district.blocks().size() > 1 ? place : std::string();
}

Text demand_name(const District& district, const NetworkPlan& plan, const std::string& id) {
    const auto [record, building] = demand_records(district, id);
    if (record == nullptr) return made_demand_name(district, id).value_or(Text{id, id});
    if (record->has("name")) return record->name();
    const Text carrier = carrier_label(district, record->text("carrier"));
    if (building != nullptr) {
        const Text of = building->name();
        return {of.en + ", " + lower_first(carrier.en), of.in(Language::ja) + "の" + carrier.in(Language::ja)};
    }
    const auto is = [&](const PlannedDemand& d) { return d.id == id; };
    const auto own = std::find_if(plan.demands.begin(), plan.demands.end(), is);
    const auto beside = std::count_if(plan.demands.begin(), plan.demands.end(), [&](const PlannedDemand& d) {
        return own != plan.demands.end() && d.carrier == own->carrier && d.place == own->place;
    });
    if (beside > 1) return {id, id};
    return {carrier.en + " demand", carrier.in(Language::ja) + "の需要"};
}

Text owner_name(const District& district, const NetworkPlan& plan, const PlannedCost& cost) {
    if (cost.kind != CostKind::unserved) return asset_name(district, cost.owner);
    return demand_name(district, plan, cost.owner);
}

Text limit_name(const std::string& key) {
    static const std::map<std::string, Text> known{
        {"co2_limit", {"CO₂ of a year", "年間CO₂排出量"}},
        {"primary_energy_limit", {"Primary energy of a year", "年間一次エネルギー消費量"}},
        {"budget", {"Capital (budget)", "整備費（予算）"}},
        {"self_supply_ratio", {"Self-supply ratio", "電力自給率"}}};
    const auto found = known.find(key);
    return found == known.end() ? Text{key, key} : found->second;
}

Text part_name(const PlannedSize& size) {
    static const std::map<std::string, Text> known{
        {"power", {"power", "出力"}}, {"from_end", {"first end", "始端"}}, {"to_end", {"other end", "終端"}}};
    const auto found = known.find(size.part);
    if (found != known.end()) return found->second;
    return size.part == "capacity" ? Text{} : Text{size.part, size.part};
}

Text units_name(const std::string& part) {
    return {part, part.starts_with(units_of) ? part.substr(units_of.size()) + " 機" : part};
}

}  // namespace gaiku
