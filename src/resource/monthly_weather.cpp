#include "resource/monthly_weather.h"

#include <algorithm>
#include <cmath>

#include "base/constants.h"
#include "resource/plane.h"
#include "resource/sun.h"
#include "resource/wet_bulb.h"

namespace gaiku {
namespace {

std::size_t hours_of(std::size_t month) {
    return 24 * static_cast<std::size_t>(days_of_month[month]);
}

/// The month of every hour, 0 to 11.
template <class Visit>
void each_hour(const Visit& visit) {
    std::size_t hour = 0;
    for (std::size_t month = 0; month < 12; ++month) {
        for (std::size_t k = 0; k < hours_of(month); ++k) visit(hour++, month);
    }
}

}  // namespace

std::array<double, 12> monthly_means(const std::vector<double>& hourly) {
    std::array<double, 12> means{};
    each_hour([&](std::size_t hour, std::size_t month) { means[month] += hourly[hour]; });
    for (std::size_t month = 0; month < 12; ++month) means[month] /= static_cast<double>(hours_of(month));
    return means;
}

std::array<double, 12> extraterrestrial_by_month(const Weather& place) {
    const auto sun = sun_of_hours(place.latitude_deg, place.longitude_deg, place.utc_offset_h);
    std::vector<double> outside(sun.size());
    for (std::size_t hour = 0; hour < sun.size(); ++hour) {
        outside[hour] =
            extraterrestrial_w_m2(static_cast<int>(hour / 24) + 1) * std::max(0.0, std::sin(sun[hour].altitude_rad));
    }
    auto means = monthly_means(outside);
    for (double& mean : means) mean *= 24.0 / 1000;
    return means;
}

std::shared_ptr<const Weather> monthly_weather(const MonthlyMeans& means, const Weather& pattern) {
    auto weather = std::make_shared<Weather>(pattern);
    const auto temperature = monthly_means(pattern.temperature_c);
    const auto global = monthly_means(pattern.global_w_m2);
    const double pressure = standard_pressure_pa(pattern.altitude_m);
    each_hour([&](std::size_t hour, std::size_t month) {
        const double factor = means.global_kwh_m2_day[month] * 1000 / 24 / global[month];
        weather->temperature_c[hour] += means.temperature_c[month] - temperature[month];
        weather->global_w_m2[hour] *= factor;
        weather->diffuse_w_m2[hour] *= factor;
        weather->direct_normal_w_m2[hour] = std::min(weather->direct_normal_w_m2[hour] * factor,
                                                     extraterrestrial_w_m2(static_cast<int>(hour / 24) + 1));
        if (weather->humidity_kg_per_kg.empty()) return;
        double& humidity = weather->humidity_kg_per_kg[hour];
        humidity = std::min(humidity, humidity_ratio(weather->temperature_c[hour], 1, pressure));
    });
    weather->name += " (monthly means)";
    return weather;
}

}  // namespace gaiku
