#include "demand/building_loads.h"

#include <string>

namespace gaiku {
namespace {

const std::string suffix_year = "_per_area";
const std::string suffix_peak = "_peak_per_area";

bool own_heaters(const Record& building, Service service) {
    return service == Service::hot_water && building.text_or("hot_water_by", "network") != "network";
}

/// What was measured of the building is not made of its floor area.
bool is_measured(const Record& building, Service service) {
    const Value* measured = building.find("measured");
    return measured != nullptr && measured->record->has(carrier_of(building, service));
}

/// A unit load x floor area, with that of the common areas.
std::optional<double> by_area(const Record& building, Service service, const std::string& suffix) {
    const std::string name = name_of(service);
    const Value* own = building.find(name + suffix);
    const Value* common = service == Service::electricity ? building.find("common_" + name + suffix) : nullptr;
    if ((own == nullptr && common == nullptr) || !building.has("floor_area")) return std::nullopt;
    const double per_area = (own == nullptr ? 0 : own->number) + (common == nullptr ? 0 : common->number);
    return per_area * building.number("floor_area") * building.number("safety_factor");
}

bool of_row(const Record& building, Service service, const std::string& suffix) {
    const Value* own = building.find(name_of(service) + suffix);
    return own != nullptr && own->origin != Origin::given;
}

}  // namespace

std::optional<BuildingLoad> building_load(const Record& building, Service service) {
    if (is_measured(building, service)) return std::nullopt;
    BuildingLoad load;
    load.peak_kw = by_area(building, service, suffix_peak);
    // The peak of a row of unit loads belongs to the row's electricity, not to one that is given as a whole.
    const bool whole =
        service == Service::electricity && (building.has("electricity") || building.has("electricity_per_household"));
    const Value* peak = building.find("electricity_peak_per_area");
    if (whole && (peak == nullptr || peak->origin != Origin::given)) load.peak_kw = std::nullopt;
    if (service == Service::electricity && building.has("electricity")) {
        load.annual_kwh = building.number("electricity");
        return load;
    }
    if (service == Service::electricity && building.has("electricity_per_household") && building.has("households")) {
        load.annual_kwh = building.number("electricity_per_household") * building.number("households");
        return load;
    }
    const auto annual = by_area(building, service, suffix_year);
    if (!annual) return std::nullopt;
    load.annual_kwh = *annual;
    load.of_row = of_row(building, service, suffix_year);
    load.peak_of_row = of_row(building, service, suffix_peak);
    return load;
}

bool has_unit_loads(const Record& building) {
    if (building.has("unit_load") || building.has("common_electricity_per_area")) return true;
    for (const char* service : service_names) {
        if (building.has(service + suffix_year) || building.has(service + suffix_peak)) return true;
    }
    return false;
}

double own_efficiency(const Record& building, Service service) {
    return own_heaters(building, service) ? building.number_or("hot_water_efficiency", 1) : 1;
}

const char* carrier_of(const Record& building, Service service) {
    switch (service) {
        case Service::electricity:
            return "electricity";
        case Service::cooling:
            return "chilled_water";
        case Service::heating:
            return "hot_water";
        case Service::hot_water:
            break;
    }
    const std::string by = building.text_or("hot_water_by", "network");
    return by == "gas" ? "gas" : by == "electricity" ? "electricity" : "hot_water";
}

PeakRule peak_rule(const Record& building) {
    if (const Value* given = building.find("match_peak")) return given->yes ? PeakRule::met : PeakRule::ignored;
    return building.text_or("use", "") == "dwelling" ? PeakRule::not_above : PeakRule::met;
}

}  // namespace gaiku
