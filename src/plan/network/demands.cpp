#include "plan/network/demands.h"

#include <algorithm>

#include "demand/building_demand.h"
#include "demand/day_kinds.h"
#include "district/calendar.h"
#include "district/load_classes.h"
#include "plan/network/intensity.h"
#include "resource/steps.h"

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
    demand.service = demand.carrier == "chilled_water" ? name_of(Service::cooling) : demand.carrier;
    demand.use = building.text("use");
    demand.building = &building;
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
    demand.service = demand.carrier == "chilled_water" ? name_of(Service::cooling) : demand.carrier;
    demand.building = building;
    if (building != nullptr) demand.use = building->text("use");
    return demand;
}

GivenDemand made(const District& district, BuildingDemand&& of) {
    GivenDemand demand;
    demand.id = of.id();
    demand.record = of.building;
    demand.building = of.building;
    demand.place = place_of(district, *of.building);
    demand.carrier = std::move(of.carrier);
    demand.kw = {std::make_shared<const std::vector<double>>(
                     over_steps(of.kw, district.plan().number("step"), district.steps())),
                 1};
    demand.service = name_of(of.service);
    demand.use = of.building->text("use");
    demand.peak_kw = of.peak_kw;
    return demand;
}

void suppose(GivenDemand& demand, const District::Supposed& supposed) {
    if (supposed.unserved_price && !demand.unserved_price) demand.unserved_price = supposed.unserved_price;
    const auto factor = supposed.factors.find(demand.carrier);
    if (factor == supposed.factors.end()) return;
    demand.kw = demand.kw * factor->second;
    if (demand.peak_kw) *demand.peak_kw *= factor->second;
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
    for (auto& of_building : building_demands(district)) demands.push_back(made(district, std::move(of_building)));
    for (GivenDemand& demand : demands) suppose(demand, district.supposed);
    return demands;
}

std::vector<bool> days_off(const District& district) {
    std::vector<bool> off;
    if (!district.plan().has("year")) return off;
    const Calendar calendar(district, *district.tables);
    for (const YearDay& day : year_days(static_cast<int>(district.plan().number("year")), calendar))
        off.push_back(day.kind != DayKind::weekday);
    return off;
}

std::vector<DemandSummary> demand_summary(const District& district, const std::vector<GivenDemand>& demands) {
    std::vector<SummedDemand> parts;
    parts.reserve(demands.size());
    for (const GivenDemand& demand : demands) {
        parts.push_back({demand.carrier, demand.service, demand.use, demand.peak_kw,
                         [&kw = demand.kw](std::size_t step) { return kw.at(step); }});
    }
    auto summaries = summarise(parts, district.steps(), district.plan().number("step"), days_off(district));
    add_intensities(district, demands, summaries);
    const Value* given = district.root->find("simultaneity");
    if (given == nullptr) return summaries;
    for (DemandSummary& summary : summaries) {
        const Value* factor = given->record->find(summary.service);
        // What the buildings' own water heaters draw is no demand of the district's heat.
        const bool own = summary.service == name_of(Service::hot_water) && summary.carrier != "hot_water";
        if (factor == nullptr || own) continue;
        summary.given_simultaneity = factor->number;
        summary.design_peak_kw = factor->number * summary.stacked_peak_kw;
    }
    return summaries;
}

namespace {

void check_place(const Record& record, Findings& findings) {
    findings.add(record.finding("missing-key", "block", {"the block that draws it", "需要のあるブロック"},
                                {"add \"block:\"", "「block:」を加えてください"}));
}

}  // namespace

void check_demands(const District& district, Findings& findings) {
    const bool blocks = district.blocks().size() > 1;
    bool any = false;
    each_demand(district, [&](const std::string&, const Record& record, const Record* building) {
        any = true;
        if (const Value* outage = record.find("outage")) check_load_shares(*outage->record, findings);
        if (blocks && !record.has("block") && (building == nullptr || !building->has("block")))
            check_place(record, findings);
    });
    check_building_demands(district, findings);
    if (findings.has_errors()) return;
    for (const auto& [id, building] : district.buildings()) {
        if (!makes_demand(*building)) continue;
        any = true;
        if (const Value* outage = building->find("outage")) check_load_shares(*outage->record, findings);
        if (blocks && !building->has("block")) check_place(*building, findings);
    }
    check_self_supply(district, findings);
    if (any) return;
    findings.add(district.root->finding("missing-key", "demands", {"at least one demand", "需要を一つ以上"},
                                        {"add \"demands:\", or buildings with demands or a floor area",
                                         "「demands:」か、demands または延床面積のある建物を加えてください"}));
}

}  // namespace gaiku
