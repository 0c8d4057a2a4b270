#include "resource/sun.h"

#include <cmath>
#include <numbers>

#include "resource/weather.h"

namespace gaiku {
namespace {

/// The middle of what is sunlit of the hour from `hour` on, in hours of the planning year.
template <class AltitudeAt>
double sunlit_middle(double hour, const AltitudeAt& altitude_at) {
    const bool at_begin = altitude_at(hour) > 0, at_end = altitude_at(hour + 1) > 0;
    if (at_begin == at_end) return hour + 0.5;
    // Rises or sets within the hour: bisected to less than a second.
    double low = hour, high = hour + 1;
    for (int i = 0; i < 12; ++i) {
        const double middle = (low + high) / 2;
        ((altitude_at(middle) > 0) == at_begin ? low : high) = middle;
    }
    return at_begin ? (hour + low) / 2 : (high + hour + 1) / 2;
}

}  // namespace

SunPosition sun_position(double latitude_deg, double longitude_deg, double days) {
    const double t = days / 36525;  // centuries
    const double mean_longitude = 280.46646 + t * (36000.76983 + t * 0.0003032);
    const double anomaly = (357.52911 + t * (35999.05029 - t * 0.0001537)) * rad;
    const double centre = (1.914602 - t * (0.004817 + t * 0.000014)) * std::sin(anomaly) +
                          (0.019993 - t * 0.000101) * std::sin(2 * anomaly) + 0.000289 * std::sin(3 * anomaly);
    const double node = (125.04 - 1934.136 * t) * rad;  // of the Moon's orbit: nutation
    const double longitude = (mean_longitude + centre - 0.00569 - 0.00478 * std::sin(node)) * rad;
    const double obliquity = (23.4392911 - 0.0130042 * t + 0.00256 * std::cos(node)) * rad;
    const double declination = std::asin(std::sin(obliquity) * std::sin(longitude));
    const double ascension = std::atan2(std::cos(obliquity) * std::sin(longitude), std::cos(longitude));
    const double greenwich = std::fmod(280.46061837 + 360.98564736629 * days, 360.0) * rad;
    const double hour_angle = greenwich + longitude_deg * rad - ascension;

    const double latitude = latitude_deg * rad;
    const double sine =
        std::sin(latitude) * std::sin(declination) + std::cos(latitude) * std::cos(declination) * std::cos(hour_angle);
    return {std::asin(std::fmin(std::fmax(sine, -1.0), 1.0)),
            std::atan2(std::sin(hour_angle) * std::cos(declination),
                       std::cos(hour_angle) * std::sin(latitude) * std::cos(declination) -
                           std::sin(declination) * std::cos(latitude))};
}

double planning_year_days(double hours, double utc_offset_h) {
    constexpr double first_of_january_2026 = 9496.5;  // 0:00 universal time
    return first_of_january_2026 + (hours - utc_offset_h) / 24;
}

std::vector<SunPosition> sun_of_hours(double latitude_deg, double longitude_deg, double utc_offset_h) {
    const auto at = [&](double hour) {
        return sun_position(latitude_deg, longitude_deg, planning_year_days(hour, utc_offset_h));
    };
    std::vector<SunPosition> positions;
    positions.reserve(hours_of_year);
    for (std::size_t hour = 0; hour < hours_of_year; ++hour) {
        positions.push_back(
            at(sunlit_middle(static_cast<double>(hour), [&](double moment) { return at(moment).altitude_rad; })));
    }
    return positions;
}

std::shared_ptr<const std::vector<SunPosition>> SunOfPlace::of_hours(double latitude_deg, double longitude_deg,
                                                                     double utc_offset_h) {
    const std::scoped_lock lock(mutex_);
    const bool same = latitude_deg == latitude_deg_ && longitude_deg == longitude_deg_ && utc_offset_h == utc_offset_h_;
    if (!positions_ || !same) {
        positions_ =
            std::make_shared<const std::vector<SunPosition>>(sun_of_hours(latitude_deg, longitude_deg, utc_offset_h));
        latitude_deg_ = latitude_deg;
        longitude_deg_ = longitude_deg;
        utc_offset_h_ = utc_offset_h;
    }
    return positions_;
}

}  // namespace gaiku
