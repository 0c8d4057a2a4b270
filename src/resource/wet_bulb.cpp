#include "resource/wet_bulb.h"

#include <cmath>

namespace gaiku {
namespace {

constexpr double vapour_to_air = 0.621945;  // ratio of the molar masses

double ratio_of(double vapour_pa, double pressure_pa) {
    return vapour_to_air * vapour_pa / (pressure_pa - vapour_pa);
}

/// The humidity of air whose wet bulb is known.
double humidity_of(double dry_c, double wet_c, double pressure_pa) {
    const double saturated = ratio_of(saturation_pressure_pa(wet_c), pressure_pa);
    if (wet_c >= 0)
        return ((2501 - 2.326 * wet_c) * saturated - 1.006 * (dry_c - wet_c)) / (2501 + 1.86 * dry_c - 4.186 * wet_c);
    return ((2830 - 0.24 * wet_c) * saturated - 1.006 * (dry_c - wet_c)) / (2830 + 1.86 * dry_c - 2.1 * wet_c);
}

}  // namespace

double standard_pressure_pa(double altitude_m) {
    return 101'325 * std::pow(1 - 2.25577e-5 * altitude_m, 5.2559);
}

double saturation_pressure_pa(double temperature_c) {
    const double t = temperature_c + 273.15;
    if (temperature_c < 0)
        return std::exp(-5.6745359e3 / t + 6.3925247 - 9.677843e-3 * t + 6.2215701e-7 * t * t +
                        2.0747825e-9 * t * t * t - 9.484024e-13 * t * t * t * t + 4.1635019 * std::log(t));
    return std::exp(-5.8002206e3 / t + 1.3914993 - 4.8640239e-2 * t + 4.1764768e-5 * t * t - 1.4452093e-8 * t * t * t +
                    6.5459673 * std::log(t));
}

double humidity_ratio(double temperature_c, double relative_humidity, double pressure_pa) {
    return ratio_of(relative_humidity * saturation_pressure_pa(temperature_c), pressure_pa);
}

double wet_bulb_c(double temperature_c, double humidity_kg_per_kg, double pressure_pa) {
    if (humidity_kg_per_kg >= ratio_of(saturation_pressure_pa(temperature_c), pressure_pa)) return temperature_c;
    // Dry air at 50 degC has its wet bulb 33 K lower; the humidity rises with the wet bulb, but for 0.1 K of a step at
    // 0 degC where the wick freezes.
    double low = temperature_c - 45, high = temperature_c;
    while (high - low > 1e-4) {
        const double middle = (low + high) / 2;
        (humidity_of(temperature_c, middle, pressure_pa) < humidity_kg_per_kg ? low : high) = middle;
    }
    return (low + high) / 2;
}

std::vector<double> wet_bulb_c(const Weather& weather) {
    const double pressure = standard_pressure_pa(weather.altitude_m);
    std::vector<double> wet(weather.temperature_c.size());
    for (std::size_t i = 0; i < wet.size(); ++i)
        wet[i] = wet_bulb_c(weather.temperature_c[i], weather.humidity_kg_per_kg.at(i), pressure);
    return wet;
}

}  // namespace gaiku
