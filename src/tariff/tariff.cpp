#include "tariff/tariff.h"

#include <algorithm>
#include <cmath>

#include "base/holidays.h"

namespace gaiku {

bool Season::has(MonthDay day) const {
    return from <= to ? from <= day && day <= to : from <= day || day <= to;
}

double rounded(double value, double step, Rounding how) {
    if (how == Rounding::none || step <= 0) return value;
    // Prices and amounts are decimals: a binary number that lies a hair beside one is that one.
    const double steps = std::abs(value) / step;
    const double hair = 1e-9 * std::max(1.0, steps);
    double whole = 0;
    if (how == Rounding::down) whole = std::floor(steps + hair);
    if (how == Rounding::up) whole = std::ceil(steps - hair);
    if (how == Rounding::nearest) whole = std::floor(steps + 0.5 + hair);
    // The nearest number to 0.01 x n is n / 100.
    const double parts = std::round(1 / step);
    const bool decimal = step < 1 && std::abs(parts * step - 1) < 1e-12;
    return std::copysign(decimal ? whole / parts : whole * step, value);
}

int Tariff::season_of(MonthDay day) const {
    for (std::size_t i = 0; i < seasons.size(); ++i) {
        if (seasons[i].has(day)) return static_cast<int>(i);
    }
    return -1;
}

int Tariff::kind_of_day(const WallTime& time) const {
    if (std::find(days_off.begin(), days_off.end(), time.date) != days_off.end()) return holiday;
    const std::chrono::year_month_day date(std::chrono::year(time.year),
                                           std::chrono::month(static_cast<unsigned>(time.date.month)),
                                           std::chrono::day(static_cast<unsigned>(time.date.day)));
    return japanese_holidays && is_holiday_of_japan(date) ? holiday : time.weekday;
}

int Tariff::period_of(int season, int kind, int minute) const {
    int otherwise = -1;
    for (std::size_t i = 0; i < periods.size(); ++i) {
        const Period& period = periods[i];
        if (period.season >= 0 && period.season != season) continue;
        if (period.otherwise) {
            otherwise = static_cast<int>(i);
            continue;
        }
        if ((period.days >> kind & 1) == 0) continue;
        const bool in = std::any_of(period.hours.begin(), period.hours.end(),
                                    [&](const Minutes& m) { return m.from <= minute && minute < m.to; });
        if (in) return static_cast<int>(i);
    }
    return otherwise;
}

int Tariff::rate_of(const Charge& charge, int season, int period) {
    for (std::size_t i = 0; i < charge.rates.size(); ++i) {
        const Rate& rate = charge.rates[i];
        if ((rate.season < 0 || rate.season == season) && (rate.period < 0 || rate.period == period))
            return static_cast<int>(i);
    }
    return -1;
}

}  // namespace gaiku
