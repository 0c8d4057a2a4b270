#include "district/measured/lay.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/constants.h"

namespace gaiku {
namespace {

using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::year_month_day;

/// Place of a date in a year of 365 days; a 29 February lies between its neighbours.
double place_in_year(sys_days day) {
    const year_month_day date(day);
    const sys_days of_common_year =
        sys_days(std::chrono::year(2023) / date.month() / std::min(date.day(), std::chrono::day(28))) +
        (date.day() - std::min(date.day(), std::chrono::day(28)));
    const double place = static_cast<double>((of_common_year - sys_days(std::chrono::year(2023) / 1 / 1)).count());
    const bool leap_day = date.month() == std::chrono::February && date.day() == std::chrono::day(29);
    return leap_day ? place - 0.5 : place;
}

double apart(double a, double b) {
    const double distance = std::abs(a - b);
    return std::min(distance, days_a_year - distance);
}

}  // namespace

std::vector<double> lay_onto_calendar(const MeasuredYear& measured, std::optional<int> year, const DayTypes& day_type) {
    struct Day {
        double place;
        DayType type;
    };
    std::vector<Day> known;
    for (std::size_t d = 0; d < measured.days(); ++d) {
        const sys_days day = measured.first + days(d);
        known.push_back({place_in_year(day), day_type(day)});
    }
    const sys_days first = std::chrono::year(year.value_or(2023)) / 1 / 1;
    const std::size_t per_day = measured.per_day();
    std::vector<double> kw;
    kw.reserve(days_a_year * per_day);
    for (int d = 0; d < days_a_year; ++d) {
        std::optional<DayType> wanted;
        if (year) wanted = day_type(first + days(d));
        // A day of another type is taken only where a year has none of its own, as one without any working day.
        const auto distance = [&](const Day& day) {
            return apart(day.place, d) + (wanted && day.type != *wanted ? days_a_year : 0);
        };
        const auto nearest = std::min_element(known.begin(), known.end(),
                                              [&](const Day& a, const Day& b) { return distance(a) < distance(b); });
        const auto from = measured.kw.begin() + (nearest - known.begin()) * static_cast<std::ptrdiff_t>(per_day);
        kw.insert(kw.end(), from, from + static_cast<std::ptrdiff_t>(per_day));
    }
    return kw;
}

std::vector<double> means_of_steps(const std::vector<double>& year_kw, double interval_h, const PlanSteps& steps) {
    constexpr double rounding = 1e-9;  // of times, which are sums of steps such as a twelfth of an hour
    std::vector<double> means;
    means.reserve(steps.count);
    for (std::size_t t = 0; t < steps.count; ++t) {
        const double begin = static_cast<double>(t) * steps.hours / interval_h;  // in intervals
        const double end = static_cast<double>(t + 1) * steps.hours / interval_h;
        const double slack = rounding * std::max(1.0, end);
        const auto first = static_cast<std::size_t>(begin + slack);
        const auto last = static_cast<std::size_t>(std::ceil(end - slack));
        const auto at = [&](std::size_t i) { return year_kw[i % year_kw.size()]; };
        if (last <= first + 1) {
            means.push_back(at(first));
            continue;
        }
        double energy = 0, length = 0;
        for (std::size_t i = first; i < last; ++i) {
            const double part = std::min(end, static_cast<double>(i + 1)) - std::max(begin, static_cast<double>(i));
            energy += at(i) * part;
            length += part;
        }
        means.push_back(energy / length);
    }
    return means;
}

}  // namespace gaiku
