#pragma once

#include "resource/sun.h"

namespace gaiku {

/// Direct (on a plane that faces the sun) and diffuse radiation, W/m2.
struct DirectAndDiffuse {
    double direct_normal_w_m2 = 0;
    double diffuse_w_m2 = 0;
};

/// Splits an hour's global radiation (W/m2) by how clear the sky is. Below 3 degrees of the sun all of it is diffuse.
/// Source: D. G. Erbs, S. A. Klein and J. A. Duffie, Estimation of the diffuse radiation fraction for hourly, daily and
/// monthly-average global radiation, Solar Energy 28 (1982).
[[nodiscard]] DirectAndDiffuse split_global(double global_w_m2, const SunPosition& sun, int day_of_year);

/// Direct radiation on a plane that faces the sun, from that on a horizontal one; none below 3 degrees of the sun
/// (divided by next to nothing it could be anything), never more than outside the air.
[[nodiscard]] double direct_normal_w_m2(double direct_horizontal_w_m2, const SunPosition& sun, int day_of_year);

}  // namespace gaiku
