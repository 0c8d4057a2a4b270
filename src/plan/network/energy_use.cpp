#include "plan/network/energy_use.h"

#include <fmt/format.h>
#include <optional>

#include "base/constants.h"
#include "demand/building_loads.h"
#include "demand/use_tables.h"
#include "demand/usual_range.h"
#include "plan/network/demands.h"

namespace gaiku {
namespace {

constexpr double beyond = 3;

/// Whether its electricity is what its floor area or its households say: then no hour of the district is needed to know
/// it.
bool is_all_by_loads(const Record& building) {
    return building.records("demands").empty() && !building.has("measured") &&
           building.text("hot_water_by") != "electricity";
}

/// kWh a year of the building's electricity; nothing where it has none, or where it is given by series and the plan is
/// shorter than a year.
std::optional<double> electricity(const District& district, const Record& building,
                                  std::optional<std::vector<GivenDemand>>& demands) {
    const double hours = district.plan().number("hours");
    if (hours < hours_a_year || is_all_by_loads(building)) {
        const auto load = building_load(building, Service::electricity);
        return load ? std::optional(load->annual_kwh) : std::nullopt;
    }
    if (!demands) demands = given_demands(district);
    std::optional<double> kwh;
    const std::size_t steps = district.steps();
    for (const auto& demand : *demands) {
        if (demand.carrier != "electricity" || !demand.id.starts_with(building.id() + ".")) continue;
        double sum = 0;
        for (std::size_t t = 0; t < steps; ++t) sum += demand.kw.at(t);
        const double a_year = hours_a_year / hours;
        kwh = kwh.value_or(0) + sum * district.plan().number("step") * a_year;
    }
    return kwh;
}

Finding outside(const Record& building, double kwh_per_m2, const UsualRange& range, double floor_area) {
    const bool high = kwh_per_m2 > range.high;
    const std::string factor =
        kwh_per_m2 > 0 ? print_number(high ? kwh_per_m2 / range.high : range.low / kwh_per_m2, 1) : "∞";
    Finding finding = building.finding(
        "unusual", "floor_area",
        {fmt::format("{} to {} kWh a year and m2 (table energy_use_ranges); here are {}: {}",
                     print_number(range.low, 0), print_number(range.high, 0), print_number(kwh_per_m2, 2),
                     high ? factor + " times the highest" : "the lowest is " + factor + " times that"),
         fmt::format("年間 {}～{} kWh/m2（表 energy_use_ranges）。今は {}（{}）", print_number(range.low, 0),
                     print_number(range.high, 0), print_number(kwh_per_m2, 2),
                     high ? fmt::format("上限の{}倍", factor) : fmt::format("下限の{}分の1", factor))},
        {"check unit and floor area: MWh for kWh makes a factor of 1,000, a pulse factor 10 or 100, kWh of 30 minutes "
         "taken for kW 2, of 15 minutes 4; if it is meant, leave it",
         "単位と延床面積を確かめてください。MWhとkWhの取り違えは1000倍、パルス定数は10倍や100倍、30分電力量をkWと"
         "すると2倍、15分では4倍の差になります。意図した値ならそのままで構いません"});
    finding.value =
        fmt::format("{} kWh/year, {} m2", print_number(kwh_per_m2 * floor_area, 0), print_number(floor_area, 0));
    finding.severity = Severity::warning;
    return finding;
}

/// A range that the district writes for a use that it has is read: the report lays it beside the demand.
void read_ranges(const DemandTables& tables, const std::string& use) {
    for (const char* service : service_names) {
        for (const Per per : {Per::area, Per::household}) (void)usual_range(tables, use, service, per);
    }
}

}  // namespace

void warn_of_energy_use(const District& district, Findings& findings) {
    const DemandTables tables(district);
    for (const auto& [id, building] : district.buildings()) read_ranges(tables, building->text("use"));
    std::optional<std::vector<GivenDemand>> demands;
    for (const auto& [id, building] : district.buildings()) {
        const double floor_area = building->number_or("floor_area", 0);
        const auto range = floor_area > 0
                               ? usual_range(tables, building->text("use"), name_of(Service::electricity), Per::area)
                               : std::nullopt;
        if (!range) continue;
        const auto kwh = electricity(district, *building, demands);
        if (!kwh) continue;
        const double kwh_per_m2 = *kwh / floor_area;
        if (kwh_per_m2 * beyond >= range->low && kwh_per_m2 <= range->high * beyond) continue;
        findings.add(outside(*building, kwh_per_m2, *range, floor_area));
    }
}

}  // namespace gaiku
