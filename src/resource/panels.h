#pragma once

#include <vector>

#include "resource/plane.h"

namespace gaiku {

/// Photovoltaic panels a kilowatt, by the model of the Japanese residential energy standard (chapter 9.1; source:
/// pyhees, BRI-EES-House). Defaults: crystalline cells on racks, the standard inverter.
struct Panels {
    double unshaded = 1.0;               ///< K_HS
    double ageing = 0.96;                ///< K_PD
    double array_matching = 0.94;        ///< K_PA
    double circuit = 0.97;               ///< K_PM
    double inverter = 0.927 * 0.97;      ///< K_IN: rated efficiency times its correction
    double temperature_per_k = -0.0041;  ///< of K_PT = 1 + this x (cell temperature - 25 degC)
    double heating_in_still_air_k = 46;  ///< f_A: what 1,000 W/m2 heat the cells over the air, beside 2 K
    double cooling_by_wind = 0.41;       ///< f_B
    double wind_m_s = 1.5;               ///< where the weather's wind is not used
};

/// Temperature of the cells in the yearly mean of their racking, degC:
/// air + (f_A / (f_B V^0.8 + 1) + 2) x irradiance / 1000 - 2.
[[nodiscard]] double cell_temperature_c(const Panels& panels, double on_plane_w_m2, double air_c, double wind_m_s);

/// Output over the rated one (kW/kW), never negative:
/// on_plane / 1000 x K_HS x K_PD x K_PT x K_PA x K_PM x K_IN.
[[nodiscard]] double yield_kw_per_kw(const Panels& panels, double on_plane_w_m2, double air_c, double wind_m_s);

/// The same for every hour of a year, with the panels' own wind.
[[nodiscard]] std::vector<double> yield_kw_per_kw(const Panels& panels, const Plane& plane, const Weather& weather);

}  // namespace gaiku
