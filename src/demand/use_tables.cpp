#include "demand/use_tables.h"

#include <algorithm>
#include <numeric>
#include <stdexcept>

namespace gaiku {
namespace {

constexpr std::array<const char*, 12> month_names{"january",   "february", "march",    "april",
                                                  "may",       "june",     "july",     "august",
                                                  "september", "october",  "november", "december"};
constexpr std::array<const char*, 5> hour_tables{"hour_weights", "presence_profiles", "household_profiles",
                                                 "day_profiles_webpro", "day_profiles"};

std::string with_persons(std::string name, int persons) {
    const auto at = name.find("_N_");
    if (at != std::string::npos) name.replace(at + 1, 1, std::to_string(persons));
    return name;
}

}  // namespace

std::optional<double> DemandTables::number(const std::string& table, const std::string& row,
                                           const std::string& column) const {
    if (const auto* own = district_.overrides->find(table, row, column)) return own->number;
    const Table* of = tables_.find(table);
    const auto at = of == nullptr ? std::nullopt : of->row(row);
    const auto in = of == nullptr ? std::nullopt : of->column(column);
    return at && in ? of->number(*at, *in) : std::nullopt;
}

std::string DemandTables::text(const std::string& table, const std::string& row, const std::string& column) const {
    const Table* of = tables_.find(table);
    const auto at = of == nullptr ? std::nullopt : of->row(row);
    return at ? of->text(*at, column) : std::string();
}

bool DemandTables::has_row(const std::string& table, const std::string& row) const {
    const Table* of = tables_.find(table);
    return of != nullptr && of->row(row).has_value();
}

bool DemandTables::has_rows_that_begin(const std::string& table, const std::string& prefix) const {
    const auto begins = [&](const std::string& key) { return key.starts_with(prefix); };
    const auto own = district_.overrides->rows(table);
    if (std::any_of(own.begin(), own.end(), begins)) return true;
    const Table* of = tables_.find(table);
    return of != nullptr && std::any_of(of->keys().begin(), of->keys().end(), begins);
}

Day DemandTables::weights(const std::string& name) const {
    Day day{};
    for (const auto& [id, profile] : district_.profiles()) {
        if (id != name) continue;
        const auto& hours = profile->at("hours").numbers;
        std::copy(hours.begin(), hours.end(), day.begin());
        return day;
    }
    for (const char* table : hour_tables) {
        if (!tables_.find(table)->column(name)) continue;
        for (std::size_t hour = 0; hour < day.size(); ++hour)
            day[hour] = number(table, std::to_string(hour), name).value_or(0);
        return day;
    }
    throw std::runtime_error("no hours of use " + name);
}

BuildingUse::BuildingUse(const DemandTables& tables, const std::string& use, int persons) {
    known_ = tables.has_row("demand_uses", use);
    if (!known_) return;
    const auto of_use = [&](const char* column) { return tables.number("demand_uses", use, column).value_or(0); };
    flat = of_use("flat");
    following_temperature = of_use("following_temperature");
    cooling_from_c = of_use("cooling_from");
    heating_below_c = of_use("heating_below");
    knows_away_ = tables.has_row("demand_days", use + "/all/away");
    read_days(tables, use, persons);
    read_months(tables, use);
}

void BuildingUse::read_days(const DemandTables& tables, const std::string& use, int persons) {
    constexpr std::array<const char*, kinds> names{"weekday", "saturday", "holiday", "away"};
    const auto hours = [&](const std::string& row, const char* column) {
        const std::string name = tables.text("demand_days", row, column);
        return name.empty() ? Day{} : tables.weights(with_persons(name, persons));
    };
    for (std::size_t season = 0; season < seasons; ++season) {
        for (std::size_t kind = 0; kind < kinds; ++kind) {
            UseDay& day = days_[season][kind];
            const std::string own = use + (season == 0 ? "/summer/" : "/other/") + names[kind];
            const std::string all = use + "/all/" + names[kind];
            const std::string& row = tables.has_row("demand_days", own) ? own : all;
            if (!tables.has_row("demand_days", row)) {
                continue;
            }
            day.electricity = hours(row, "electricity");
            day.presence = hours(row, "presence");
            day.hot_water = hours(row, "hot_water");
            const auto full_load = tables.number("demand_days", row, "electricity_hours");
            const double sum = std::accumulate(day.electricity.begin(), day.electricity.end(), 0.0);
            if (!full_load || !(sum > 0)) continue;
            for (double& hour : day.electricity) hour *= *full_load / sum;
        }
    }
}

void BuildingUse::read_months(const DemandTables& tables, const std::string& use) {
    for (std::size_t service = 0; service < services; ++service) {
        for (std::size_t month = 0; month < months; ++month) {
            const auto of = [&](const std::string& row) {
                return tables.number("demand_months", row + "/" + service_names[service], month_names[month]);
            };
            const auto own = of(use);
            levels_[service][month] = own ? *own : of("all").value_or(1);
        }
    }
}

const UseDay& BuildingUse::day(const YearDay& day) const {
    const bool away = day.away && knows_away_;
    return days_[is_summer(day.month) ? 0 : 1][away ? kinds - 1 : static_cast<std::size_t>(day.kind)];
}

double BuildingUse::level(Service service, int month) const {
    return levels_[static_cast<std::size_t>(service)][static_cast<std::size_t>(month) - 1];
}

}  // namespace gaiku
