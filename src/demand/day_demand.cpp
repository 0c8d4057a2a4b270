#include "demand/day_demand.h"

#include "base/constants.h"

namespace gaiku {
namespace {

double kwh_per_day(const Record& building) {
    if (building.has("electricity")) return building.number("electricity") / days_a_year;
    return building.number("electricity_per_household") * building.number("households") / days_a_year;
}

}  // namespace

Day day_demand(const District& district, const Tables& tables) {
    Day sum{};
    for (const auto& [id, building] : district.buildings()) {
        const Day profile = day_profile(building->text("electricity_profile"), district, tables);
        const double kwh = kwh_per_day(*building);
        for (std::size_t hour = 0; hour < sum.size(); ++hour) sum[hour] += kwh * profile[hour];
    }
    return sum;
}

}  // namespace gaiku
