#include <fmt/format.h>
#include <cmath>
#include <numbers>
#include <numeric>
#include <string>

#include "resource/climate_table.h"
#include "resource/panels.h"
#include "resource/plane.h"

/// Prints a region's climate year hour by hour: the sun in the middle of each hour, what planes get and panels give.
/// resource_hours REGION
namespace {

using namespace gaiku;

constexpr double degrees = 180 / std::numbers::pi;
const Plane roof{.tilt_deg = 30, .direction_deg = 20};
const Plane bright{.tilt_deg = 30, .direction_deg = 20, .sky = Sky::hay_davies, .albedo = 0.2};

double sum(const std::vector<double>& values) {
    return std::accumulate(values.begin(), values.end(), 0.0);
}

void print(const Weather& weather) {
    fmt::print("# latitude {} longitude {}\n", weather.latitude_deg, weather.longitude_deg);
    fmt::print("# year isotropic {} hay_davies {} yield {}\n", sum(on_plane_w_m2(roof, weather)),
               sum(on_plane_w_m2(bright, weather)), sum(yield_kw_per_kw(Panels(), roof, weather)));
    fmt::print("days,temperature,global,direct_normal,diffuse,altitude,azimuth,isotropic,hay_davies,yield\n");
    for (std::size_t i = 0; i < hours_of_year; ++i) {
        const double days = planning_year_days(static_cast<double>(i) + 0.5, weather.utc_offset_h);
        const SunPosition sun = sun_position(weather.latitude_deg, weather.longitude_deg, days);
        const double direct = weather.direct_normal_w_m2[i], diffuse = weather.diffuse_w_m2[i],
                     global = weather.global_w_m2[i];
        const int day = static_cast<int>(i / 24) + 1;
        const double even = on_plane_w_m2(roof, sun, direct, diffuse, global, day);
        fmt::print("{:.9f},{},{},{},{},{:.6f},{:.6f},{:.6f},{:.6f},{:.9f}\n", days, weather.temperature_c[i], global,
                   direct, diffuse, sun.altitude_rad * degrees, sun.azimuth_rad * degrees, even,
                   on_plane_w_m2(bright, sun, direct, diffuse, global, day),
                   yield_kw_per_kw(Panels(), even, weather.temperature_c[i], Panels().wind_m_s));
    }
}

}  // namespace

int main(int count, char** arguments) {
    print(*climate_year(count > 1 ? std::stoi(arguments[1]) : 6, Tables()));
    return 0;
}
