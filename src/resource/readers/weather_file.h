#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/finding.h"
#include "resource/weather.h"

namespace gaiku {

/// A weather file and what must be said of it beside its text. What the file says itself is taken from it.
struct WeatherFile {
    std::string name;        ///< stands for the file in findings
    std::string_view bytes;  ///< in the encoding of the format
    std::optional<double> latitude_deg, longitude_deg;
    double altitude_m = 0;
    std::string station = {};  ///< AMeDAS: which of several, as the file writes it; empty for the only one
    Weather::Timing timing = Weather::Timing::means;  ///< CSV: what its rows are
};

/// Null where anything is wrong; then there are findings, at most some twenty of a file, each with its line. A gap of
/// up to three hours is filled along a straight line with a warning; 29 February is left out with a warning.
using WeatherRead = std::shared_ptr<const Weather>;

/// EPW, the format of EnergyPlus (8 header lines, then 8,760 or 8,784 rows of 35 fields).
/// Source: EnergyPlus, Auxiliary Programs, chapter on weather data. Humidity from the dew point, else from the relative
/// humidity.
[[nodiscard]] WeatherRead read_epw(const WeatherFile& file, Findings& findings);

/// METPV-11 (fixed width; the last digit of an hourly value is a quality mark) and METPV-20 (between commas, without
/// marks) of NEDO, hours of the horizontal plane: a header, then nine lines a day. Values may have decimals. Direct
/// radiation is worked out from global less diffuse.
[[nodiscard]] WeatherRead read_metpv(const WeatherFile& file, Findings& findings);

/// Observations as the Japan Meteorological Agency's download page gives them (Shift_JIS or UTF-8, one row an hour,
/// labelled with its end in one column or in four: year, month, day, hour). Global radiation is split into direct and
/// diffuse (Erbs et al. 1982).
[[nodiscard]] WeatherRead read_amedas(const WeatherFile& file, Findings& findings);

/// A CSV of 8,760 or 8,784 rows from 1 January 0:00 on, its columns "temperature (degC)", "humidity (-)",
/// "relative_humidity (%)", "global (W/m2)", "direct_normal (W/m2)", "diffuse (W/m2)", "wind (m/s)"; other units of the
/// same kind do as well (MJ/m2 is what falls in an hour). Temperature and some radiation are needed.
[[nodiscard]] WeatherRead read_weather_csv(const WeatherFile& file, Findings& findings);

}  // namespace gaiku
