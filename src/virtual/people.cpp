#include "virtual/people.h"

#include <algorithm>
#include <numeric>

namespace gaiku::field {
namespace {

/// Days and households that the year's sum is judged by; more of them change it by less than a per cent.
constexpr int sampled_days = 28;
constexpr std::size_t sampled_homes = 400;

double mean(const DayCurve& curve, int minute, int minutes) {
    const auto begin = curve.begin() + minute;
    return std::accumulate(begin, begin + minutes, 0.0) / minutes;
}

}  // namespace

People::People(std::size_t households, double annual_kwh, std::uint64_t seed, const Tables& tables, const Axis& axis)
    : axis_(axis) {
    const std::vector<Appliance> known = appliances(tables);
    homes_.resize(households);
    for (std::size_t i = 0; i < households; ++i) {
        homes_[i].seed = seed_of(seed, i);
        Random random(homes_[i].seed);
        homes_[i].is = draw_household(known, random);
        if (homes_[i].is.charger_kw > 0) homes_[i].charger_kw = std::make_unique<DayCurve>();
    }
    const Sampled sampled = sample();
    // Vehicles are what they are; a file that leaves next to nothing for the homes gets homes of next to nothing.
    constexpr double least = 0.05;
    if (sampled.homes_kwh > 0) factor_ = std::max(least, (annual_kwh - sampled.vehicles_kwh) / sampled.homes_kwh);
}

/// Days spread over a year, all days of the week alike: 13 days apart.
People::Sampled People::sample() {
    const std::size_t count = std::min(sampled_homes, homes_.size());
    Sampled sum;
    if (count == 0) return sum;
    for (int d = 0; d < sampled_days; ++d) {
        const auto date = std::chrono::sys_days{std::chrono::year{2023} / 1 / 1} + std::chrono::days{13 * d};
        const DayOutside day = outside(date);
        for (std::size_t i = 0; i < count; ++i) {
            Home& home = homes_[i];
            live_day(home.is, home.seed, day, home.kw, home.charger_kw.get());
            sum.homes_kwh += 24 * mean(home.kw, 0, static_cast<int>(minutes_a_day));
            if (home.charger_kw) sum.vehicles_kwh += 24 * mean(*home.charger_kw, 0, static_cast<int>(minutes_a_day));
        }
    }
    const double to_year = 365.0 / sampled_days * static_cast<double>(homes_.size()) / static_cast<double>(count);
    return {sum.homes_kwh * to_year, sum.vehicles_kwh * to_year};
}

DayOutside People::outside(std::chrono::sys_days date) const {
    DayOutside day{date, axis_.is_day_off(date), {}};
    for (int hour = 0; hour < 24; ++hour)
        day.temperature_c[static_cast<std::size_t>(hour)] = axis_.temperature_c(date, hour);
    return day;
}

void People::begin_day(std::chrono::sys_days date) {
    if (date == day_) return;
    day_ = date;
    const DayOutside day = outside(date);
    for (Home& home : homes_) live_day(home.is, home.seed, day, home.kw, home.charger_kw.get());
}

double People::home_kw(std::size_t index, int minute, int minutes) const {
    return factor_ * mean(homes_[index].kw, minute, minutes) + charger_kw(index, minute, minutes);
}

double People::charger_kw(std::size_t index, int minute, int minutes) const {
    const auto& curve = homes_[index].charger_kw;
    return curve ? mean(*curve, minute, minutes) : 0;
}

}  // namespace gaiku::field
