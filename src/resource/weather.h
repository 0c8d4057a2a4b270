#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "base/text.h"
#include "resource/sun.h"

namespace gaiku {

inline constexpr std::size_t hours_of_year = 8760;

/// A year of weather at a place, in the order of the planning year: 8,760 hours, index i from i:00 to (i + 1):00 local
/// standard time, 1 January first, no 29 February. Every value is the mean of its hour. What a source gives for
/// instants (temperature, humidity and wind mostly) is carried over as the mean of the hour's two ends, the first and
/// the last instant of the year standing for each other, so that the year's mean stays what it was.
struct Weather {
    /// How the source gives radiation.
    enum class Timing {
        instants,  ///< at the full hours: carried over like the temperature
        means,     ///< sums or means of the hours: taken as they are
    };
    std::string name;  ///< short name for files and messages, e.g. "climate/region_6_okayama"
    Text place;
    Text source;
    double latitude_deg = 0;   ///< north
    double longitude_deg = 0;  ///< east
    double altitude_m = 0;
    double utc_offset_h = 9;  ///< of the local standard time
    Timing timing = Timing::means;
    std::vector<double> temperature_c;
    std::vector<double> humidity_kg_per_kg;  ///< water a kg of dry air; empty where the source has none
    std::vector<double> global_w_m2;         ///< on a horizontal plane
    std::vector<double> direct_normal_w_m2;  ///< on a plane that faces the sun
    std::vector<double> diffuse_w_m2;        ///< of the sky, on a horizontal plane
    std::vector<double> wind_m_s;            ///< empty where the source has none
    /// The sun over the place, computed once for all planes and scenarios.
    std::shared_ptr<SunOfPlace> sun = std::make_shared<SunOfPlace>();
};

/// Hour means of a periodic year of instants, `instants[i]` at (i + 1):00: the mean of each hour's two ends.
[[nodiscard]] std::vector<double> means_of_instants(const std::vector<double>& instants);

}  // namespace gaiku
