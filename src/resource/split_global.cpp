#include "resource/split_global.h"

#include <algorithm>
#include <cmath>

#include "resource/plane.h"

namespace gaiku {
namespace {

constexpr double sine_of_3_degrees = 0.0523;

/// Diffuse over global radiation at a clearness (global over what falls outside the air).
double diffuse_share(double clearness) {
    const double k = clearness;
    if (k <= 0.22) return 1 - 0.09 * k;
    if (k <= 0.80) return 0.9511 + k * (-0.1604 + k * (4.388 + k * (-16.638 + k * 12.336)));
    return 0.165;
}

}  // namespace

DirectAndDiffuse split_global(double global_w_m2, const SunPosition& sun, int day_of_year) {
    const double sine = std::sin(sun.altitude_rad);
    if (sine < sine_of_3_degrees) return {0, global_w_m2};
    const double clearness = global_w_m2 / (extraterrestrial_w_m2(day_of_year) * sine);
    const double direct = direct_normal_w_m2(global_w_m2 * (1 - diffuse_share(clearness)), sun, day_of_year);
    return {direct, global_w_m2 - direct * sine};
}

double direct_normal_w_m2(double direct_horizontal_w_m2, const SunPosition& sun, int day_of_year) {
    const double sine = std::sin(sun.altitude_rad);
    if (sine < sine_of_3_degrees) return 0;
    return std::clamp(direct_horizontal_w_m2 / sine, 0.0, extraterrestrial_w_m2(day_of_year));
}

}  // namespace gaiku
