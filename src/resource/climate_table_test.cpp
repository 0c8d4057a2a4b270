#include "resource/climate_table.h"

#include <gtest/gtest.h>

#include <numeric>
#include <tuple>

namespace gaiku {
namespace {

double sum(const std::vector<double>& values) {
    return std::accumulate(values.begin(), values.end(), 0.0);
}

TEST(ClimateYear, KeepsTheSumsOfItsTable) {
    const Tables tables;
    const auto weather = climate_year(6, tables);
    const Table& table = *tables.find("climate/region_6_okayama");
    using Column = std::tuple<const char*, const std::vector<double>*, double>;
    for (const auto& [name, values, factor] :
         {Column{"temperature", &weather->temperature_c, 1}, Column{"humidity", &weather->humidity_kg_per_kg, 1},
          Column{"direct_normal", &weather->direct_normal_w_m2, 1000},
          Column{"sky_diffuse", &weather->diffuse_w_m2, 1000}}) {
        double of_table = 0;
        for (std::size_t row = 0; row < 8760; ++row)
            of_table += factor * table.number(row, *table.column(name)).value();
        EXPECT_NEAR(sum(*values), of_table, 1e-9 * of_table) << name;
    }
}

// Row 13 of the table is the instant 13:00; the hour 12 lies between the instants 12:00 and 13:00.
TEST(ClimateYear, AnHourIsTheMeanOfItsTwoEnds) {
    const Tables tables;
    const auto weather = climate_year(6, tables);
    const Table& table = *tables.find("climate/region_6_okayama");
    const auto at = [&](const char* key) { return table.number(table.row(key).value(), *table.column("temperature")); };
    EXPECT_DOUBLE_EQ(weather->temperature_c[12], (*at("1/1/12") + *at("1/1/13")) / 2);
    EXPECT_DOUBLE_EQ(weather->temperature_c[0], (*at("12/31/24") + *at("1/1/1")) / 2) << "the year joins its ends";
}

TEST(ClimateYear, EveryRegionHasItsPlaceAndASunOfAPlausibleSize) {
    const Tables tables;
    for (int region = 1; region <= 8; ++region) {
        const auto weather = climate_year(region, tables);
        EXPECT_GT(weather->latitude_deg, 26) << region;
        EXPECT_FALSE(weather->place.ja.empty()) << region;
        // Japan has 3.3 to 4.3 kWh/m2 a day on a horizontal plane.
        EXPECT_NEAR(sum(weather->global_w_m2) / 1000 / 365, 3.8, 0.6) << region;
    }
}

}  // namespace
}  // namespace gaiku
