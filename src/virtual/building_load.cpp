#include "virtual/building_load.h"

#include <algorithm>
#include <cmath>

#include "virtual/random.h"

namespace gaiku::field {
namespace {

/// How much one day is like another, and one quarter of an hour: assumptions.
constexpr double daily_deviation = 0.04;
constexpr double short_deviation = 0.03;

double draw(std::uint64_t seed, std::int64_t at) {
    Random random(seed_of(seed, static_cast<std::uint64_t>(at)));
    return std::clamp(random.normal(), -3.0, 3.0);
}

/// Draws of quarters of an hour joined by straight lines: the same whenever it is asked.
double short_noise(std::uint64_t seed, std::int64_t second) {
    constexpr std::int64_t quarter = 900;
    const std::int64_t knot = second / quarter;
    const double into = static_cast<double>(second % quarter) / static_cast<double>(quarter);
    return (1 - into) * draw(seed, knot) + into * draw(seed, knot + 1);
}

}  // namespace

double BuildingLoad::kw(Instant time, const Axis& axis) const {
    const auto step = static_cast<std::int64_t>(axis.step_hours() * 3600);
    const std::int64_t second = time.time_since_epoch().count();
    // Between the middles of two steps.
    const Instant before{std::chrono::seconds(second - step / 2)};
    const Instant behind{std::chrono::seconds(second + step - step / 2)};
    const LocalTime local = axis.local(before);
    const std::int64_t since_midnight = (before - axis.midnight(local.date)).count();
    const double into = static_cast<double>(since_midnight % step) / static_cast<double>(step);
    const double hours = (1 - into) * demand_.kw.at(axis.step(before)) + into * demand_.kw.at(axis.step(behind));
    const auto day = axis.local(time).date.time_since_epoch().count();
    return hours * (1 + daily_deviation * draw(seed_of(seed_, 1), day)) *
           (1 + short_deviation * short_noise(seed_of(seed_, 2), second));
}

}  // namespace gaiku::field
