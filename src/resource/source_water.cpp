#include "resource/source_water.h"

#include <cmath>
#include <numbers>
#include <numeric>

namespace gaiku {

SourceWaterCurve source_water_curve(SourceWater water, double mean_air_c) {
    switch (water) {
        case SourceWater::ground:
            return {mean_air_c + 1, 1};
        case SourceWater::sewage:
            return {21, 5};
        case SourceWater::river:
        case SourceWater::canal:
            return {17, 9};
        case SourceWater::well:
            break;
    }
    return {mean_air_c + 1, 0};
}

std::vector<double> source_water_c(SourceWater water, const Weather& weather) {
    const auto& air = weather.temperature_c;
    const auto count = static_cast<double>(air.size());
    const SourceWaterCurve curve = source_water_curve(water, std::accumulate(air.begin(), air.end(), 0.0) / count);
    std::vector<double> values(air.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
        const double month = 0.5 + 12 * (static_cast<double>(i) + 0.5) / count;
        values[i] = curve.mean_c - curve.swing_k * std::cos(2 * std::numbers::pi * (month - 2) / 12);
    }
    return values;
}

}  // namespace gaiku
