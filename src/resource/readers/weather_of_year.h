#pragma once

#include "resource/readers/hourly_year.h"
#include "resource/readers/weather_file.h"

namespace gaiku {

/// What is known of a weather file beside its hours.
struct WeatherFacts {
    std::string name;
    Text place;
    Text source;
    double latitude_deg = 0, longitude_deg = 0, altitude_m = 0, utc_offset_h = 9;
    Weather::Timing states = Weather::Timing::instants;  ///< temperature, humidity, wind
    Weather::Timing radiation = Weather::Timing::means;
};

/// A year's weather from what a file's rows gave: gaps looked for, humidity and radiation brought into one form, what
/// stands for instants (the ends of the hours) made means. Null where anything is an error.
[[nodiscard]] WeatherRead weather_of_year(const WeatherFacts& facts, HourlyYear& year, FileFindings& findings);

/// The place of a file that does not say it itself; nothing, and a finding, where it is not given beside it.
[[nodiscard]] bool take_place(const WeatherFile& file, WeatherFacts& facts, FileFindings& findings);

}  // namespace gaiku
