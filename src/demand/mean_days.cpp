#include "demand/mean_days.h"

#include <algorithm>
#include <cmath>

namespace gaiku {
namespace {

constexpr std::array<int, 12> month_ends{31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365};

}  // namespace

DaySeason season_of(std::size_t month) {
    if (month <= 2 || month == 11) return DaySeason::winter;
    return month >= 5 && month <= 8 ? DaySeason::summer : DaySeason::between;
}

std::size_t month_of_year(double hour) {
    const double day = std::fmod(hour / 24, 365.0);
    const auto end = std::upper_bound(month_ends.begin(), month_ends.end(), day);
    return static_cast<std::size_t>(end - month_ends.begin());
}

void MeanDays::add(double begin_h, double hours, double kw) {
    // A step may lie in several hours of the clock; what is shorter than a second is the rounding of its ends.
    constexpr double second_h = 1.0 / 3600;
    const double end_h = begin_h + hours;
    for (double at = begin_h; end_h - at > second_h;) {
        const double hour = std::floor(at + second_h / 2);
        const double until = std::min(end_h, hour + 1);
        const auto day = static_cast<std::size_t>(hour / 24);
        const auto of_day = static_cast<std::size_t>(hour) % 24;
        Sum& sum = sums_[static_cast<std::size_t>(season_of(month_of_year(hour)))][is_off(day) ? 1 : 0];
        sum.kwh[of_day] += kw * (until - at);
        sum.hours[of_day] += until - at;
        at = until;
    }
}

std::optional<MeanDay> MeanDays::of(DaySeason season, bool day_off) const {
    const Sum& sum = sums_[static_cast<std::size_t>(season)][day_off ? 1 : 0];
    MeanDay mean{};
    for (std::size_t hour = 0; hour < mean.size(); ++hour) {
        if (sum.hours[hour] == 0) return std::nullopt;
        mean[hour] = sum.kwh[hour] / sum.hours[hour];
    }
    return mean;
}

}  // namespace gaiku
