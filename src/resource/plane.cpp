#include "resource/plane.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace gaiku {
namespace {

/// cos(89 degrees): closer to the horizon the sun's own patch of sky is not stretched further.
constexpr double least_cos_zenith = 0.01745;

/// Diffuse radiation of the sky on the plane, over that on a horizontal one.
double sky_factor(const Plane& plane, const SunPosition& sun, double direct_normal, int day_of_year) {
    const double even = (1 + std::cos(plane.tilt_deg * rad)) / 2;
    if (plane.sky == Sky::isotropic) return even;
    const double around_sun = direct_normal / extraterrestrial_w_m2(day_of_year);
    const double stretch =
        std::max(0.0, cos_incidence(sun, plane)) / std::max(least_cos_zenith, std::sin(sun.altitude_rad));
    return around_sun * stretch + (1 - around_sun) * even;
}

}  // namespace

double cos_incidence(const SunPosition& sun, const Plane& plane) {
    const double tilt = plane.tilt_deg * rad;
    return std::sin(sun.altitude_rad) * std::cos(tilt) +
           std::cos(sun.altitude_rad) * std::sin(tilt) * std::cos(plane.direction_deg * rad - sun.azimuth_rad);
}

double extraterrestrial_w_m2(int day_of_year) {
    const double b = 2 * std::numbers::pi * (day_of_year - 1) / 365;
    return 1361 * (1.00011 + 0.034221 * std::cos(b) + 0.00128 * std::sin(b) + 0.000719 * std::cos(2 * b) +
                   0.000077 * std::sin(2 * b));
}

double on_plane_w_m2(const Plane& plane, const SunPosition& sun, double direct_normal, double diffuse, double global,
                     int day_of_year) {
    const double direct = direct_normal * std::max(0.0, cos_incidence(sun, plane));
    const double ground = plane.albedo * global * (1 - std::cos(plane.tilt_deg * rad)) / 2;
    return direct + diffuse * sky_factor(plane, sun, direct_normal, day_of_year) + ground;
}

std::vector<double> on_plane_w_m2(const Plane& plane, const Weather& weather) {
    const auto sun = weather.sun->of_hours(weather.latitude_deg, weather.longitude_deg, weather.utc_offset_h);
    std::vector<double> values(sun->size());
    for (std::size_t i = 0; i < values.size(); ++i) {
        const double direct = weather.direct_normal_w_m2[i], diffuse = weather.diffuse_w_m2[i];
        const double global = weather.global_w_m2[i];
        const bool night = direct == 0 && diffuse == 0 && global == 0;
        if (!night) values[i] = on_plane_w_m2(plane, (*sun)[i], direct, diffuse, global, static_cast<int>(i / 24) + 1);
    }
    return values;
}

}  // namespace gaiku
