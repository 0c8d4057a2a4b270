#include "district/measured/lay.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <utility>

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

/// Measured days around the circle of the year, to find the nearest.
class YearRing {
public:
    void add(double place, std::size_t day) { days_.push_back({place, day}); }
    void close() { std::sort(days_.begin(), days_.end()); }

    /// The day in the file; of two as near the earlier one. It is the neighbour on either side, so no other is looked
    /// at.
    [[nodiscard]] std::size_t nearest(double place) const {
        const auto behind = std::lower_bound(days_.begin(), days_.end(), std::pair{place, std::size_t{0}});
        const auto& next = behind == days_.end() ? days_.front() : *behind;
        const auto& before = behind == days_.begin() ? days_.back() : *std::prev(behind);
        const std::pair of_next{apart(next.first, place), next.second};
        const std::pair of_before{apart(before.first, place), before.second};
        return std::min(of_next, of_before).second;
    }

private:
    std::vector<std::pair<double, std::size_t>> days_;
};

}  // namespace

std::vector<double> lay_onto_calendar(const MeasuredYear& measured, std::optional<int> year, const DayTypes& day_type) {
    YearRing all;
    std::map<DayType, YearRing> of_type;
    for (std::size_t d = 0; d < measured.days(); ++d) {
        const sys_days day = measured.first + days(d);
        all.add(place_in_year(day), d);
        of_type[day_type(day)].add(place_in_year(day), d);
    }
    all.close();
    for (auto& [type, ring] : of_type) ring.close();
    const sys_days first = std::chrono::year(year.value_or(2023)) / 1 / 1;
    const std::size_t per_day = measured.per_day();
    std::vector<double> kw;
    kw.reserve(days_a_year * per_day);
    for (int d = 0; d < days_a_year; ++d) {
        // A day of another type is taken only where a year has none of its own, as one without any working day.
        const auto wanted = year ? of_type.find(day_type(first + days(d))) : of_type.end();
        const YearRing& ring = wanted == of_type.end() ? all : wanted->second;
        const auto from = measured.kw.begin() + static_cast<std::ptrdiff_t>(ring.nearest(d) * per_day);
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
