#include "plan/resilience/conditions.h"

#include <cmath>

#include "base/constants.h"

namespace gaiku {
namespace {

LoadClass class_named(const std::string& name) {
    const auto found = std::find(load_class_names.begin(), load_class_names.end(), name);
    return static_cast<LoadClass>(found - load_class_names.begin());
}

int steps_of(double hours, double step_hours) {
    return std::max(1, static_cast<int>(std::lround(hours / step_hours)));
}

OutageConditions::Asset read_asset(const Record& record, double step_hours, std::vector<resilience::Flood>& floods) {
    OutageConditions::Asset is;
    if (record.has("bunker")) is.bunker_h = record.number("bunker");
    is.needs_mains_water = record.yes("needs_mains_water");
    is.reliability.units = static_cast<int>(record.number("units"));
    is.reliability.availability = record.number("availability");
    is.reliability.fails_to_start = record.number("fails_to_start");
    if (record.has("mean_time_to_failure")) is.reliability.fails_in_hour = 1 / record.number("mean_time_to_failure");
    if (!record.has("flood_months")) return is;
    resilience::Flood flood;
    for (const double month : record.at("flood_months").numbers) flood.months |= 1U << (static_cast<int>(month) - 1);
    flood.steps = steps_of(record.number("flood_duration"), step_hours);
    const auto known = std::find(floods.begin(), floods.end(), flood);
    is.flood = static_cast<std::int32_t>(known - floods.begin());
    if (known == floods.end()) floods.push_back(flood);
    return is;
}

}  // namespace

OutageConditions::Asset OutageConditions::of(const std::string& id) const {
    const auto found = assets.find(id);
    return found == assets.end() ? Asset{} : found->second;
}

OutageConditions outage_conditions(const District& district, double step_hours) {
    OutageConditions is;
    is.terms.horizon_steps = steps_of(is.terms.horizon_steps, step_hours);  // 14 days
    const Value* section = district.root->find("resilience");
    if (section == nullptr) return is;
    const Record& record = *section->record;
    is.terms.horizon_steps = steps_of(record.number("horizon"), step_hours);
    is.terms.reserve_hours = record.number("reserve");
    is.terms.ends_with = class_named(record.text("ends_with"));
    is.terms.fuel_for = class_named(record.text("fuel_for"));
    is.gas = record.text("gas") == "continues";
    is.mains_water = record.text("mains_water") == "continues";
    is.fuel_deliveries = record.text("fuel_deliveries") == "continue";
    is.demand_side_storage = record.yes("demand_side_storage");
    if (const Value* load = record.find("load")) is.load = load_shares(*load->record);
    for (const auto& [id, asset] : record.records("assets"))
        is.assets.emplace(id, read_asset(*asset, step_hours, is.floods));
    return is;
}

std::vector<std::uint8_t> months_of(std::size_t steps, double step_hours) {
    constexpr double hours_a_day = 24;
    std::vector<std::uint8_t> months;
    for (std::size_t t = 0; t < steps; ++t) {
        double day = std::fmod(static_cast<double>(t) * step_hours + 1e-9, hours_a_year) / hours_a_day;
        std::uint8_t month = 1;
        for (std::size_t m = 0; m + 1 < days_of_month.size() && day >= days_of_month[m]; ++m) {
            day -= days_of_month[m];
            ++month;
        }
        months.push_back(month);
    }
    return months;
}

}  // namespace gaiku
