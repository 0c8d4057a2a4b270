#include "plan/network/demands.h"

#include <algorithm>

#include "district/load_classes.h"

namespace gaiku {
namespace {

/// What was measured, or `power`.
Profile power_of(const District& district, const Record& record) {
    const auto measured = district.measured.find(record.path());
    if (measured == district.measured.end()) return AssetInput(record, district).profile("power");
    return {std::shared_ptr<const std::vector<double>>(measured->second, &measured->second->values), 1};
}

/// A carrier of a building's `measured`: its demand is of that carrier, in the building's place.
GivenDemand read_measured(const District& district, const std::string& id, const Record& record,
                          const Record& building) {
    GivenDemand demand;
    demand.id = id;
    demand.record = &record;
    demand.place = place_of(district, building);
    demand.carrier = record.id();
    demand.kw = power_of(district, record);
    if (record.has("unserved_price")) demand.unserved_price = record.number("unserved_price");
    return demand;
}

GivenDemand read(const District& district, const std::string& id, const Record& record, const Record* building) {
    GivenDemand demand;
    demand.id = id;
    demand.record = &record;
    const bool of_building = !record.has("block") && building != nullptr;
    demand.place = place_of(district, of_building ? *building : record);
    demand.carrier = record.text("carrier");
    demand.kw = power_of(district, record) * record.number("factor");
    if (record.has("unserved_price")) demand.unserved_price = record.number("unserved_price");
    return demand;
}

template <class Visit>
void each_demand(const District& district, Visit visit) {
    for (const auto& [id, record] : district.root->records("demands")) visit(id, *record, nullptr);
    for (const auto& [building_id, building] : district.buildings()) {
        const std::string prefix = building_id + ".";
        for (const auto& [id, record] : building->records("demands")) visit(prefix + id, *record, building.get());
        const Value* measured = building->find("measured");
        if (measured == nullptr) continue;
        for (const auto& [carrier, value] : measured->record->values())
            visit(prefix + carrier, *value.record, building.get());
    }
}

/// plan.self_supply_ratio is a share of the electricity demand's peak.
void check_self_supply(const District& district, Findings& findings) {
    if (!district.plan().has("self_supply_ratio")) return;
    const auto demands = given_demands(district);
    const bool any = std::any_of(demands.begin(), demands.end(), [](const GivenDemand& demand) {
        return demand.carrier == "electricity" && demand.kw.largest() > 0;
    });
    if (any) return;
    findings.add(district.plan().finding(
        "contradiction", "self_supply_ratio",
        {"a demand of electricity, whose peak it is a share of", "電力の需要（その最大値に対する比）"},
        {"add the demand, or remove self_supply_ratio", "需要を加えるか、self_supply_ratio を消してください"}));
}

}  // namespace

std::vector<GivenDemand> given_demands(const District& district) {
    std::vector<GivenDemand> demands;
    each_demand(district, [&](const std::string& id, const Record& record, const Record* building) {
        const bool measured = building != nullptr && record.path().starts_with(building->path() + ".measured.");
        demands.push_back(measured ? read_measured(district, id, record, *building)
                                   : read(district, id, record, building));
    });
    return demands;
}

void check_demands(const District& district, Findings& findings) {
    bool any = false;
    each_demand(district, [&](const std::string&, const Record& record, const Record* building) {
        any = true;
        if (const Value* outage = record.find("outage")) check_load_shares(*outage->record, findings);
        if (district.blocks().size() > 1 && !record.has("block") && (building == nullptr || !building->has("block"))) {
            findings.add(record.finding("missing-key", "block", {"the block that draws it", "需要のあるブロック"},
                                        {"add \"block:\"", "「block:」を加えてください"}));
        }
    });
    check_self_supply(district, findings);
    if (any) return;
    findings.add(district.root->finding(
        "missing-key", "demands", {"at least one demand", "需要を一つ以上"},
        {"add \"demands:\", or demands of a building", "「demands:」か建物の demands を加えてください"}));
}

}  // namespace gaiku
