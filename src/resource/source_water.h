#pragma once

#include <vector>

#include "resource/weather.h"

namespace gaiku {

/// Temperatures of what heat pumps and chillers take heat from and give it to. Unsourced assumptions all of them, to be
/// replaced by measurements where there are any: curves of the year, coldest in the middle of February.
enum class SourceWater {
    ground,  ///< at 10 m and below: the air's yearly mean + 1 K, swing 1 K
    sewage,  ///< treated: 21 degC, swing 5 K
    river,   ///< 17 degC, swing 9 K
    canal,   ///< like a river
    well,    ///< the air's yearly mean + 1 K
};

struct SourceWaterCurve {
    double mean_c = 0;
    double swing_k = 0;
};

/// Of a place with such air.
[[nodiscard]] SourceWaterCurve source_water_curve(SourceWater water, double mean_air_c);

/// degC in every hour: mean - swing cos(2 pi (m - 2) / 12), m the time in months, m = 1 in the middle of the first
/// twelfth of the year.
[[nodiscard]] std::vector<double> source_water_c(SourceWater water, const Weather& weather);

}  // namespace gaiku
