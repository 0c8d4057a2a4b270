#include "resource/climate_table.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "resource/sun.h"

namespace gaiku {
namespace {

const Table& table_of(int region, const Tables& tables) {
    const std::string wanted = "climate/region_" + std::to_string(region) + "_";
    for (const std::string& name : tables.names()) {
        if (name.starts_with(wanted)) return *tables.find(name);
    }
    throw std::runtime_error("no climate of energy-saving region " + std::to_string(region));
}

/// A column, times `factor`: tables hold kW/m2.
std::vector<double> instants(const Table& table, const char* name, double factor = 1) {
    const std::size_t column = table.column(name).value();
    std::vector<double> values;
    for (std::size_t row = 0; row < table.rows().size(); ++row)
        values.push_back(table.number(row, column).value() * factor);
    if (values.size() != hours_of_year) throw std::runtime_error(table.name() + " has not 8,760 rows");
    return values;
}

}  // namespace

std::shared_ptr<const Weather> climate_year(int region, const Tables& tables) {
    const Table& table = table_of(region, tables);
    auto weather = std::make_shared<Weather>();
    weather->name = table.name();
    weather->place = {table.header("city_en"), table.header("city_ja")};
    weather->source = {table.source(), table.source_ja()};
    weather->latitude_deg = std::stod(table.header("latitude"));
    weather->longitude_deg = std::stod(table.header("longitude"));
    weather->timing = Weather::Timing::instants;
    weather->temperature_c = means_of_instants(instants(table, "temperature"));
    weather->humidity_kg_per_kg = means_of_instants(instants(table, "humidity"));
    const std::vector<double> direct = instants(table, "direct_normal", 1000),
                              diffuse = instants(table, "sky_diffuse", 1000);
    std::vector<double> global(hours_of_year);
    for (std::size_t i = 0; i < hours_of_year; ++i) {
        const double days = planning_year_days(static_cast<double>(i + 1), weather->utc_offset_h);
        const double altitude = sun_position(weather->latitude_deg, weather->longitude_deg, days).altitude_rad;
        global[i] = direct[i] * std::max(0.0, std::sin(altitude)) + diffuse[i];
    }
    weather->direct_normal_w_m2 = means_of_instants(direct);
    weather->diffuse_w_m2 = means_of_instants(diffuse);
    weather->global_w_m2 = means_of_instants(global);
    return weather;
}

}  // namespace gaiku
