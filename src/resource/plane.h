#pragma once

#include <vector>

#include "resource/sun.h"
#include "resource/weather.h"

namespace gaiku {

/// How the sky's diffuse radiation is spread over it.
enum class Sky {
    isotropic,   ///< evenly
    hay_davies,  ///< partly around the sun: J. E. Hay and J. A. Davies (1980)
};

/// A plane that is to catch the sun.
struct Plane {
    double tilt_deg = 0;       ///< 0 lies flat, 90 is a wall
    double direction_deg = 0;  ///< it faces: 0 south, west positive, east negative
    Sky sky = Sky::isotropic;
    double albedo = 0;  ///< share of the global radiation that the ground throws back
};

/// Cosine of the angle between sun and plane's normal; negative behind the plane.
[[nodiscard]] double cos_incidence(const SunPosition& sun, const Plane& plane);

/// Radiation outside the air on a plane that faces the sun, W/m2, on a day of the year (1 to 365). 1,361 W/m2 in the
/// mean (G. Kopp and J. L. Lean, 2011), the Earth's distance by J. W. Spencer (1971).
[[nodiscard]] double extraterrestrial_w_m2(int day_of_year);

/// W/m2 on the plane, from radiation on a horizontal plane and one that faces the sun (W/m2 all). With the defaults it
/// is the model of the Japanese residential energy standard (chapter 11.2): direct x cos_incidence where positive, and
/// diffuse x (1 + cos tilt) / 2; nothing from the ground.
[[nodiscard]] double on_plane_w_m2(const Plane& plane, const SunPosition& sun, double direct_normal, double diffuse,
                                   double global, int day_of_year);

/// The same for every hour of a year.
[[nodiscard]] std::vector<double> on_plane_w_m2(const Plane& plane, const Weather& weather);

}  // namespace gaiku
