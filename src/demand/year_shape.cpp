#include "demand/year_shape.h"

#include <algorithm>
#include <numeric>

namespace gaiku {
namespace {

constexpr std::size_t hours_a_day = 24;

/// Visits every hour: its place in the year, its day, the hour of the day.
template <class Visit>
void each_hour(const YearDays& days, Visit visit) {
    for (std::size_t d = 0; d < days.size(); ++d) {
        for (std::size_t h = 0; h < hours_a_day; ++h) visit(d * hours_a_day + h, days[d], h);
    }
}

double sum_of(const HourlyYear& year) {
    return std::accumulate(year.begin(), year.end(), 0.0);
}

void normalise(HourlyYear& year) {
    const double sum = sum_of(year);
    if (!(sum > 0)) return;
    for (double& hour : year) hour /= sum;
}

double degrees_above(double temperature, double from) {
    return std::max(0.0, temperature - from);
}

HourlyYear by_temperature(Service service, const ShapeBasis& basis) {
    HourlyYear year = degrees_of(service, basis);
    normalise(year);
    return year;
}

HourlyYear by_hours(const ShapeBasis& basis, Service service, Day UseDay::*hours) {
    HourlyYear year(hours_of_year, 0.0);
    each_hour(basis.days, [&](std::size_t at, const YearDay& day, std::size_t hour) {
        year[at] = (basis.use.day(day).*hours)[hour] * basis.use.level(service, day.month);
    });
    normalise(year);
    return year;
}

HourlyYear electricity_shape(const ShapeBasis& basis) {
    HourlyYear year = by_hours(basis, Service::electricity, &UseDay::electricity);
    const HourlyYear air_conditioning = basis.use.following_temperature > 0
                                            ? by_temperature(Service::electricity, basis)
                                            : HourlyYear(hours_of_year, 0.0);
    // Where the weather asks for no air conditioning, or is not known, the rest takes its share.
    const double share = sum_of(air_conditioning) > 0 ? basis.use.following_temperature : 0;
    const double flat = basis.use.flat / static_cast<double>(hours_of_year);
    const double rest = 1 - basis.use.flat - share;
    const double with_weather = share * basis.air_conditioning;
    for (std::size_t i = 0; i < year.size(); ++i) year[i] = flat + with_weather * air_conditioning[i] + rest * year[i];
    normalise(year);
    return year;
}

}  // namespace

HourlyYear degrees_of(Service service, const ShapeBasis& basis) {
    const bool cooling = service == Service::cooling || service == Service::electricity;
    const bool heating = service == Service::heating || service == Service::electricity;
    HourlyYear year(hours_of_year, 0.0);
    if (basis.temperature_c == nullptr) return year;
    each_hour(basis.days, [&](std::size_t at, const YearDay& day, std::size_t hour) {
        const double outdoors = (*basis.temperature_c)[at];
        const double warm = cooling ? degrees_above(outdoors, basis.use.cooling_from_c) : 0;
        const double cold = heating ? degrees_above(basis.use.heating_below_c, outdoors) : 0;
        year[at] = basis.use.day(day).presence[hour] * (warm * basis.use.level(Service::cooling, day.month) +
                                                        cold * basis.use.level(Service::heating, day.month));
    });
    return year;
}

bool follows_temperature(Service service, const BuildingUse& use) {
    if (service == Service::electricity) return use.following_temperature > 0;
    return service == Service::cooling || service == Service::heating;
}

HourlyYear year_shape(Service service, const ShapeBasis& basis) {
    switch (service) {
        case Service::electricity:
            return electricity_shape(basis);
        case Service::cooling:
        case Service::heating:
            return by_temperature(service, basis);
        case Service::hot_water:
            return by_hours(basis, service, &UseDay::hot_water);
    }
    return {};
}

HourlyYear with_pattern(HourlyYear shape, const Record& pattern, const YearDays& days) {
    const auto hours_of = [&](DayKind kind) -> const std::vector<double>* {
        const auto given = [&](const char* key) {
            const Value* value = pattern.find(key);
            return value == nullptr ? nullptr : &value->numbers;
        };
        const auto* weekday = given("weekday");
        const auto* holiday = given("holiday") != nullptr ? given("holiday") : weekday;
        const auto* saturday = given("saturday") != nullptr ? given("saturday") : holiday;
        if (weekday == nullptr) weekday = holiday != nullptr ? holiday : saturday;
        return kind == DayKind::weekday ? weekday : kind == DayKind::saturday ? saturday : holiday;
    };
    if (pattern.has("weekday") || pattern.has("saturday") || pattern.has("holiday")) {
        each_hour(days, [&](std::size_t at, const YearDay& day, std::size_t hour) {
            const auto* hours = hours_of(day.kind);
            shape[at] = hours == nullptr ? 0 : (*hours)[hour];
        });
    }
    if (const Value* months = pattern.find("months")) {
        std::array<double, 12> sums{};
        each_hour(days, [&](std::size_t at, const YearDay& day, std::size_t) {
            sums[static_cast<std::size_t>(day.month) - 1] += shape[at];
        });
        each_hour(days, [&](std::size_t at, const YearDay& day, std::size_t) {
            const auto month = static_cast<std::size_t>(day.month) - 1;
            shape[at] = sums[month] > 0 ? shape[at] * months->numbers[month] / sums[month] : 0;
        });
    }
    normalise(shape);
    return shape;
}

}  // namespace gaiku
