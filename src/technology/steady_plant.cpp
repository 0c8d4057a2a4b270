#include "technology/steady_plant.h"

#include "technology/checks.h"

namespace gaiku {

SteadyPlant::SteadyPlant(std::string name, Text meaning, std::string type) {
    section_ = {.name = std::move(name),
                .meaning = std::move(meaning),
                .fields = {
                    {.key = "type",
                     .kind = Kind::reference,
                     .meaning = {"row of capacity_factors and unit_costs", "capacity_factors と unit_costs の行"},
                     .preset = std::move(type),
                     .target = "rows:unit_costs"},
                    {.key = "capacity",
                     .kind = Kind::quantity,
                     .unit = "kW",
                     .meaning = {"installed power", "設備容量"},
                     .required = true,
                     .minimum = 0,
                     .maximum = 1e7},
                    {.key = "capacity_factor",
                     .kind = Kind::quantity,
                     .unit = "%",
                     .meaning = {"mean output over installed power", "設備利用率"},
                     .required = true,
                     .data = {"capacity_factors", "{type}", "capacity_factor"},
                     .minimum = 0.1,
                     .maximum = 100},
                }};
    for (auto& field : cost_fields_per_kw("{type}")) section_.fields.push_back(std::move(field));
}

void SteadyPlant::check(const Record& record, const District& district, Findings& findings) const {
    if (!district.is_network()) return check_fit(record, findings);
    const AssetInput asset(record, district);
    checks::place(asset, findings);
    checks::capital(asset, {"capital"}, findings);
    if (asset.number("upkeep") != 0) checks::running(asset, "upkeep", findings);
}

Converter SteadyPlant::converter(const AssetInput& asset) const {
    Converter is;
    is.ports = {{"electricity", asset.place(), "electricity", 1.0}};
    is.availability = asset.number("capacity_factor");
    is.stand_alone = StandAlone::firm;
    return is;
}

std::optional<DayGeneration> SteadyPlant::day_generation(const Record& asset, const District&, const Tables&) const {
    DayGeneration day;
    day.hours.fill(1.0 / 24);
    day.kwh_per_kw_day = 24 * asset.number("capacity_factor");
    day.kw = asset.number("capacity");
    day.kwh_per_day = day.kw * day.kwh_per_kw_day;
    return day;
}

}  // namespace gaiku
