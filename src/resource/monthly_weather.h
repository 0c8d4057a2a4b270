#pragma once

#include <array>
#include <memory>

#include "resource/weather.h"

namespace gaiku {

/// Means of the twelve months, January first.
struct MonthlyMeans {
    std::array<double, 12> temperature_c{};
    std::array<double, 12> global_kwh_m2_day{};  ///< on a horizontal plane
};

/// A year of hours with these means: the hours of `pattern` (the climate year of a region near by), its radiation
/// scaled and its temperatures shifted month by month. Direct and diffuse radiation keep their shares and humidity
/// stays, but for what colder air cannot hold; the days follow each other as they do in `pattern`. Direct radiation is
/// never more than outside the air, so that a month with far more sun than the pattern's falls short.
[[nodiscard]] std::shared_ptr<const Weather> monthly_weather(const MonthlyMeans& means, const Weather& pattern);

/// Mean of each month's hours.
[[nodiscard]] std::array<double, 12> monthly_means(const std::vector<double>& hourly);

/// Radiation on a horizontal plane outside the air at a weather's place, kWh/m2 a day, mean of each month.
[[nodiscard]] std::array<double, 12> extraterrestrial_by_month(const Weather& place);

}  // namespace gaiku
