#pragma once

#include <vector>

#include "resource/weather.h"

namespace gaiku {

/// Pressure of the standard atmosphere, Pa. Source: ASHRAE Handbook Fundamentals (2017), chapter 1, equation 3.
[[nodiscard]] double standard_pressure_pa(double altitude_m);

/// Pressure of water vapour over water (over ice below 0 degC), Pa, from -100 to 200 degC.
/// Source: R. W. Hyland and A. Wexler (1983), as in ASHRAE Handbook Fundamentals (2017), chapter 1, equations 5 and 6.
[[nodiscard]] double saturation_pressure_pa(double temperature_c);

/// Water a kg of dry air, kg, that air of this relative humidity (0 to 1) holds.
[[nodiscard]] double humidity_ratio(double temperature_c, double relative_humidity, double pressure_pa);

/// Thermodynamic wet-bulb temperature, degC, to 0.001 K; the dry one where the air is saturated. The wick is ice below
/// 0 degC. Source: ASHRAE Handbook Fundamentals (2017), chapter 1, equations 33 and 35.
[[nodiscard]] double wet_bulb_c(double temperature_c, double humidity_kg_per_kg, double pressure_pa);

/// The wet bulb of every hour, at the pressure of the place's altitude. The weather must have humidity.
[[nodiscard]] std::vector<double> wet_bulb_c(const Weather& weather);

}  // namespace gaiku
