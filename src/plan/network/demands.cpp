#include "plan/network/demands.h"

#include "district/load_classes.h"

namespace gaiku {
namespace {

GivenDemand read(const District& district, const std::string& id, const Record& record, const Record* building) {
    GivenDemand demand;
    demand.id = id;
    demand.record = &record;
    const bool of_building = !record.has("block") && building != nullptr;
    demand.place = place_of(district, of_building ? *building : record);
    demand.carrier = record.text("carrier");
    demand.kw = AssetInput(record, district).profile("power") * record.number("factor");
    if (record.has("unserved_price")) demand.unserved_price = record.number("unserved_price");
    return demand;
}

template <class Visit>
void each_demand(const District& district, Visit visit) {
    for (const auto& [id, record] : district.root->records("demands")) visit(id, *record, nullptr);
    for (const auto& [building_id, building] : district.buildings()) {
        const std::string prefix = building_id + ".";
        for (const auto& [id, record] : building->records("demands")) visit(prefix + id, *record, building.get());
    }
}

}  // namespace

std::vector<GivenDemand> given_demands(const District& district) {
    std::vector<GivenDemand> demands;
    each_demand(district, [&](const std::string& id, const Record& record, const Record* building) {
        demands.push_back(read(district, id, record, building));
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
        const Profile kw = AssetInput(record, district).profile("power");
        if (kw.smallest() * record.number("factor") >= 0) return;
        findings.add(record.finding("out-of-range", "power", {"no negative demand", "0以上の需要"},
                                    {"correct the series; what is generated is an asset",
                                     "時系列を直してください（発電は設備として書きます）"}));
    });
    if (any) return;
    findings.add(district.root->finding(
        "missing-key", "demands", {"at least one demand", "需要を一つ以上"},
        {"add \"demands:\", or demands of a building", "「demands:」か建物の demands を加えてください"}));
}

}  // namespace gaiku
