#include "resource/panels.h"

#include <algorithm>
#include <cmath>

namespace gaiku {

double cell_temperature_c(const Panels& panels, double on_plane_w_m2, double air_c, double wind_m_s) {
    const double heating = panels.heating_in_still_air_k / (panels.cooling_by_wind * std::pow(wind_m_s, 0.8) + 1) + 2;
    return air_c + heating * on_plane_w_m2 / 1000 - 2;
}

double yield_kw_per_kw(const Panels& panels, double on_plane_w_m2, double air_c, double wind_m_s) {
    const double cell_c = cell_temperature_c(panels, on_plane_w_m2, air_c, wind_m_s);
    const double temperature = 1 + panels.temperature_per_k * (cell_c - 25);
    return std::max(0.0, on_plane_w_m2 / 1000 * panels.unshaded * panels.ageing * temperature * panels.array_matching *
                             panels.circuit * panels.inverter);
}

std::vector<double> yield_kw_per_kw(const Panels& panels, const Plane& plane, const Weather& weather) {
    std::vector<double> values = on_plane_w_m2(plane, weather);
    for (std::size_t i = 0; i < values.size(); ++i)
        if (values[i] != 0) values[i] = yield_kw_per_kw(panels, values[i], weather.temperature_c[i], panels.wind_m_s);
    return values;
}

}  // namespace gaiku
