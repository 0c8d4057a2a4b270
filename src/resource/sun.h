#pragma once

#include <memory>
#include <mutex>
#include <numbers>
#include <vector>

namespace gaiku {

inline constexpr double rad = std::numbers::pi / 180;  ///< of a degree

/// Where the sun's centre stands in the sky, without the air's refraction.
struct SunPosition {
    double altitude_rad = 0;  ///< above the horizon; negative below it
    double azimuth_rad = 0;   ///< from south, west positive, east negative
};

/// The sun over a place, `days` after 1 January 2000 12:00 (the day J2000.0) in universal time. Good to 0.02 degrees
/// from 1950 to 2050.
/// Source: J. Meeus, Astronomical Algorithms, 2nd edition (1998), chapters 12, 13, 22 and 25 (the Sun to low accuracy).
[[nodiscard]] SunPosition sun_position(double latitude_deg, double longitude_deg, double days);

/// Days after J2000.0 of a moment of the planning year, `hours` after 1 January 0:00 of a standard time `utc_offset_h`
/// east of Greenwich. The planning year stands for 2026: the second year after a leap year, in the middle of what the
/// calendar drifts against the sun (at most 0.1 degrees of declination either way).
[[nodiscard]] double planning_year_days(double hours, double utc_offset_h);

/// For each of the 8,760 hours the sun in the middle of that part of the hour in which it is up; in hours without any,
/// in the middle of the hour. So the sun of an hour's mean radiation is never below the horizon.
[[nodiscard]] std::vector<SunPosition> sun_of_hours(double latitude_deg, double longitude_deg, double utc_offset_h);

/// Remembers sun_of_hours of the place that was asked for last. May be asked by several threads.
class SunOfPlace {
public:
    [[nodiscard]] std::shared_ptr<const std::vector<SunPosition>> of_hours(double latitude_deg, double longitude_deg,
                                                                           double utc_offset_h);

private:
    std::mutex mutex_;
    double latitude_deg_ = 0, longitude_deg_ = 0, utc_offset_h_ = 0;
    std::shared_ptr<const std::vector<SunPosition>> positions_;  ///< of that place; null until one is asked for
};

}  // namespace gaiku
