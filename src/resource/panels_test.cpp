#include "resource/panels.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "base/csv.h"
#include "base/file.h"

namespace gaiku {
namespace {

constexpr double w_m2_of_mj_m2 = 1e6 / 3600;

/// A year of instants 1:00, 2:00, ... of cases/weather, whose yield is known.
struct SolarYear {
    double latitude_deg = 0, longitude_deg = 0;
    std::vector<double> temperature_c, direct_w_m2, diffuse_w_m2;
    std::vector<SunPosition> sun;
};

SolarYear solar_year(const std::string& name) {
    const auto path = std::filesystem::path(GAIKU_SOURCE_DIR) / "cases/weather" / (name + ".csv");
    Findings findings;
    const auto text = read_text_file(path, name, 10'000'000, findings);
    if (!text) throw std::runtime_error(name + " cannot be read");
    const Csv csv = read_csv(*text, name, findings);
    SolarYear year;
    for (const auto& comment : csv.comments) {
        if (comment.name == "latitude") year.latitude_deg = std::stod(comment.value);
        if (comment.name == "longitude") year.longitude_deg = std::stod(comment.value);
    }
    for (const auto& row : csv.rows) {
        year.temperature_c.push_back(std::stod(row.fields[0]));
        year.direct_w_m2.push_back(std::stod(row.fields[1]) * w_m2_of_mj_m2);
        year.diffuse_w_m2.push_back(std::stod(row.fields[2]) * w_m2_of_mj_m2);
        const double hours = static_cast<double>(year.sun.size()) + 1;
        year.sun.push_back(sun_position(year.latitude_deg, year.longitude_deg, planning_year_days(hours, 9)));
    }
    return year;
}

Panels roof() {
    Panels panels;
    panels.heating_in_still_air_k = 50;
    panels.cooling_by_wind = 0.38;
    return panels;
}

/// kWh a year on a square metre, and of a kilowatt.
std::pair<double, double> of_year(const SolarYear& year, const Panels& panels, double tilt_deg) {
    const Plane plane{.tilt_deg = tilt_deg};
    double radiation = 0, energy = 0;
    for (std::size_t i = 0; i < year.sun.size(); ++i) {
        const double on_plane = on_plane_w_m2(plane, year.sun[i], year.direct_w_m2[i], year.diffuse_w_m2[i], 0,
                                              static_cast<int>(i / 24) + 1);
        radiation += on_plane / 1000;
        energy += yield_kw_per_kw(panels, on_plane, year.temperature_c[i], panels.wind_m_s);
    }
    return {radiation, energy};
}

// Figures worked out from the source's own sun positions, printed to the digit; ours are computed from place and time
// and lie 0.05 degrees off in the mean: 0.1 %.
TEST(Panels, GiveWhatTheResidentialStandardHas) {
    const SolarYear hamamatsu = solar_year("solar_438_hamamatsu");
    ASSERT_EQ(hamamatsu.sun.size(), 8760u);
    EXPECT_NEAR(of_year(hamamatsu, roof(), 20).second, 1202, 1.2);
    EXPECT_NEAR(of_year(hamamatsu, Panels(), 30).second / 8760, 0.140, 0.0005) << "on racks at 30 degrees";
    const SolarYear otsu = solar_year("solar_551_otsu");
    EXPECT_NEAR(of_year(otsu, roof(), 20).second, 1001, 1.0);
    EXPECT_NEAR(of_year(otsu, Panels(), 30).first, 1321, 1.3);
}

// A weather year holds means of hours, and so lies a little below: 0.3 % at most.
TEST(Panels, GiveNearlyAsMuchFromMeansOfHours) {
    const SolarYear year = solar_year("solar_438_hamamatsu");
    Weather weather;
    weather.latitude_deg = year.latitude_deg;
    weather.longitude_deg = year.longitude_deg;
    weather.temperature_c = means_of_instants(year.temperature_c);
    weather.direct_normal_w_m2 = means_of_instants(year.direct_w_m2);
    weather.diffuse_w_m2 = means_of_instants(year.diffuse_w_m2);
    weather.global_w_m2.assign(hours_of_year, 0.0);
    double sum = 0;
    for (const double value : yield_kw_per_kw(roof(), Plane{.tilt_deg = 20}, weather)) sum += value;
    EXPECT_NEAR(sum, 1202, 0.003 * 1202);
    EXPECT_LT(sum, 1202);
}

TEST(Panels, LoseInTheHeat) {
    const Panels panels = roof();
    // (50 / (0.38 x 1.5^0.8 + 1) + 2) - 2 K over the air at 1,000 W/m2.
    EXPECT_NEAR(cell_temperature_c(panels, 1000, 25, 1.5), 25 + 50 / (0.38 * 1.3832 + 1), 0.01);
    EXPECT_LT(yield_kw_per_kw(panels, 1000, 35, 1.5), yield_kw_per_kw(panels, 1000, 5, 1.5));
    EXPECT_EQ(yield_kw_per_kw(panels, 0, 5, 1.5), 0);
}

}  // namespace
}  // namespace gaiku
