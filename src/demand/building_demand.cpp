#include "demand/building_demand.h"

#include <algorithm>

#include "demand/building_loads.h"
#include "demand/climate_factor.h"
#include "resource/weather.h"

namespace gaiku {
namespace {

/// The hours of a service in a building, shares of the year.
HourlyYear shape_of(const Record& building, Service service, const ShapeBasis& basis) {
    HourlyYear shape = basis.use.known() ? year_shape(service, basis) : HourlyYear(hours_of_year, 1.0 / hours_of_year);
    const Record* pattern = pattern_of(building, service);
    return pattern == nullptr ? shape : with_pattern(std::move(shape), *pattern, basis.days);
}

/// `demand.kw` still as shares of the year.
bool is_bent(PeakRule rule, const BuildingDemand& demand) {
    if (rule != PeakRule::not_above) return rule == PeakRule::met;
    return *std::max_element(demand.kw.begin(), demand.kw.end()) * demand.annual_kwh > *demand.peak_kw;
}

BuildingDemand demand_of(const Record& building, Service service, const BuildingLoad& load, const ShapeBasis& basis) {
    BuildingDemand demand;
    demand.building = &building;
    demand.service = service;
    demand.carrier = carrier_of(building, service);
    const double efficiency = own_efficiency(building, service);
    demand.annual_kwh = load.annual_kwh / efficiency;
    if (load.peak_kw) demand.peak_kw = *load.peak_kw / efficiency;
    demand.of_row = load.of_row && pattern_of(building, service) == nullptr;
    demand.kw = shape_of(building, service, basis);
    if (demand.peak_kw && *demand.peak_kw > 0 && is_bent(peak_rule(building), demand)) {
        demand.bent = true;
        demand.fit = fit_peak(demand.kw, *demand.peak_kw / demand.annual_kwh);
    }
    for (double& hour : demand.kw) hour *= demand.annual_kwh;
    return demand;
}

/// The load of a row in the district's climate; what the file states of the building stays.
BuildingLoad in_climate(BuildingLoad load, const ClimateFactor& factor) {
    if (load.of_row) load.annual_kwh *= factor.year;
    if (load.peak_of_row && load.peak_kw) *load.peak_kw *= factor.peak;
    return load;
}

/// Computes the demands of buildings one after another.
class DemandMaker {
public:
    explicit DemandMaker(const District& district)
        : district_(district),
          tables_(district),
          days_(year_days(static_cast<int>(district.plan().number("year")), Calendar(district, *district.tables))) {}

    void add(const Record& building, std::vector<BuildingDemand>& demands) const {
        const BuildingUse use(tables_, building.text("use"),
                              static_cast<int>(building.number("persons_per_household")));
        const HourlyYear* temperature = district_.weather ? &district_.weather->temperature_c : nullptr;
        for (std::size_t i = 0; i < services; ++i) {
            const auto service = static_cast<Service>(i);
            const auto load = building_load(building, service);
            if (load && load->annual_kwh > 0) add(building, service, *load, {use, days_, temperature}, demands);
        }
    }

private:
    void add(const Record& building, Service service, const BuildingLoad& load, ShapeBasis basis,
             std::vector<BuildingDemand>& demands) const {
        const BuildingLoad here = in_climate(load, climate_factor(district_, service, basis));
        if (load.of_row && service == Service::electricity)
            basis.air_conditioning = degree_factor(district_, service, basis).year;
        if (here.annual_kwh > 0) demands.push_back(demand_of(building, service, here, basis));
    }

    const District& district_;
    DemandTables tables_;
    YearDays days_;
};

}  // namespace

bool BuildingDemand::has_hours() const {
    return std::any_of(kw.begin(), kw.end(), [](double hour) { return hour > 0; });
}

bool makes_demand(const Record& building) {
    for (std::size_t i = 0; i < services; ++i) {
        const auto load = building_load(building, static_cast<Service>(i));
        if (load && load->annual_kwh > 0) return true;
    }
    return false;
}

const Record* pattern_of(const Record& building, Service service) {
    for (const auto& [name, pattern] : building.records("patterns")) {
        if (name == name_of(service)) return pattern.get();
    }
    return nullptr;
}

std::vector<BuildingDemand> building_demands(const District& district, const Record& building) {
    std::vector<BuildingDemand> demands;
    DemandMaker(district).add(building, demands);
    return demands;
}

std::vector<BuildingDemand> building_demands(const District& district) {
    std::vector<BuildingDemand> demands;
    std::optional<DemandMaker> maker;
    for (const auto& [id, building] : district.buildings()) {
        if (!makes_demand(*building)) continue;
        if (!maker) maker.emplace(district);
        maker->add(*building, demands);
    }
    std::erase_if(demands, [](const BuildingDemand& demand) { return demand.of_row && !demand.has_hours(); });
    return demands;
}

}  // namespace gaiku
