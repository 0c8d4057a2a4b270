#include "plan/network/intensity.h"

#include <set>

#include "base/constants.h"
#include "demand/service.h"
#include "demand/use_tables.h"

namespace gaiku {
namespace {

double size_of(const Record& building, Per per) {
    return building.number_or(per == Per::area ? "floor_area" : "households", 0);
}

bool is_part(const GivenDemand& demand, const DemandSummary& of, const std::string& use) {
    return demand.building != nullptr && demand.use == use && demand.carrier == of.carrier &&
           demand.service == of.service;
}

double kwh_of(const District& district, const GivenDemand& demand) {
    double sum = 0;
    const std::size_t steps = district.steps();
    for (std::size_t t = 0; t < steps; ++t) sum += demand.kw.at(t);
    return sum * district.plan().number("step") * hours_a_year / district.plan().number("hours");
}

/// Whether it is what the ranges are of: heat at large is no hot water, nor is what a building's own heaters draw.
bool comparable(const GivenDemand& demand) {
    return demand.service != name_of(Service::hot_water) ||
           (demand.carrier == demand.service && demand.record == demand.building);
}

/// Nothing where no building of the use has a size of this kind.
std::optional<Intensity> intensity(const District& district, const std::vector<GivenDemand>& demands,
                                   const DemandSummary& of, const std::string& use, Per per) {
    Intensity result{per, 0, 0, {}};
    std::set<const Record*> counted;
    bool all_comparable = true;
    for (const GivenDemand& demand : demands) {
        if (!is_part(demand, of, use) || !(size_of(*demand.building, per) > 0)) continue;
        if (counted.insert(demand.building).second) result.amount += size_of(*demand.building, per);
        result.kwh += kwh_of(district, demand);
        all_comparable = all_comparable && comparable(demand);
    }
    if (counted.empty()) return std::nullopt;
    result.kwh /= result.amount;
    if (all_comparable) result.range = usual_range(DemandTables(district), use, of.service, per);
    return result;
}

}  // namespace

void add_intensities(const District& district, const std::vector<GivenDemand>& demands,
                     std::vector<DemandSummary>& summaries) {
    if (district.plan().number("hours") < hours_a_year) return;
    for (DemandSummary& summary : summaries) {
        for (DemandOfUse& use : summary.by_use) {
            for (const Per per : {Per::area, Per::household}) {
                if (!use.intensity) use.intensity = intensity(district, demands, summary, use.use, per);
            }
        }
    }
}

}  // namespace gaiku
