#pragma once

#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "resource/readers/weather_file.h"

/// A weather file of any bytes: either findings or a whole year of finite numbers.
namespace gaiku {

inline int read_any_bytes(WeatherRead (*read)(const WeatherFile&, Findings&), const std::uint8_t* data,
                          std::size_t size) {
    const WeatherFile file{.name = "fuzz",
                           .bytes = {reinterpret_cast<const char*>(data), size},
                           .latitude_deg = 34.66,
                           .longitude_deg = 133.92};
    Findings findings;
    const auto weather = read(file, findings);
    if ((weather == nullptr) != findings.has_errors()) std::abort();
    if (!weather) return 0;
    for (const auto* values :
         {&weather->temperature_c, &weather->global_w_m2, &weather->direct_normal_w_m2, &weather->diffuse_w_m2}) {
        if (values->size() != hours_of_year) std::abort();
        for (const double value : *values) {
            if (!std::isfinite(value)) std::abort();
        }
    }
    return 0;
}

}  // namespace gaiku
