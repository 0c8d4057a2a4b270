#include "tariff/axis.h"

#include <date/date.h>
#include <date/tz.h>
#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>

#include "base/constants.h"

namespace gaiku {
namespace {

using std::chrono::seconds;

const date::time_zone& zone_of(const std::string& name) {
    try {
        return *date::locate_zone(name);
    } catch (const std::runtime_error&) {
        throw std::invalid_argument("no time zone " + name);
    }
}

/// Offsets from UTC, looked up once for each span between two changes of clocks.
class Clockwork {
public:
    explicit Clockwork(const std::string& zone) : zone_(zone_of(zone)) {}

    seconds offset(date::sys_seconds at) {
        if (!(info_.begin <= at && at < info_.end) || first_) info_ = zone_.get_info(at);
        first_ = false;
        return info_.offset;
    }
    /// Of standard time in a year: the smaller of winter's and summer's.
    seconds standard(int year) {
        const date::year y(year);
        return std::min(offset(date::sys_days(y / 1 / 1)), offset(date::sys_days(y / 7 / 1)));
    }
    /// The instant at which a day begins.
    [[nodiscard]] date::sys_seconds begin(date::year_month_day day) const {
        return zone_.to_sys(date::local_days(day), date::choose::earliest);
    }

private:
    const date::time_zone& zone_;
    date::sys_info info_{};
    bool first_ = true;
};

WallTime wall_time(date::sys_seconds local) {
    const auto days = date::floor<date::days>(local);
    const date::year_month_day ymd(days);
    const auto minute = std::chrono::duration_cast<std::chrono::minutes>(local - days).count();
    return {static_cast<int>(ymd.year()),
            {static_cast<int>(static_cast<unsigned>(ymd.month())), static_cast<int>(static_cast<unsigned>(ymd.day()))},
            static_cast<int>(date::weekday(days).iso_encoding()) - 1,
            static_cast<int>(minute)};
}

/// The date of a day of a year without 29 February.
date::year_month_day planning_day(int year, int day) {
    constexpr std::array days{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    unsigned month = 1;
    while (day >= days[month - 1]) day -= days[month++ - 1];
    return date::year(year) / date::month(month) / date::day(static_cast<unsigned>(day + 1));
}

void count(std::vector<BilledMonth>& months, std::vector<std::size_t>& month_of, int year, int month, std::size_t t) {
    if (months.empty() || months.back().month != month || months.back().year != year)
        months.push_back({year, month, t, 0, 1, 0});
    ++months.back().count;
    month_of.push_back(months.size() - 1);
}

}  // namespace

bool is_time_zone(const std::string& name) {
    try {
        return date::locate_zone(name) != nullptr;
    } catch (const std::runtime_error&) {
        return false;
    }
}

MeterAxis MeterAxis::planning_year(int year, double step_hours, std::size_t steps, const std::string& zone) {
    constexpr double hours_a_day = 24;
    Clockwork clock(zone);
    MeterAxis axis;
    axis.hours_ = step_hours;
    int of_year = -1;
    seconds standard{};
    for (std::size_t t = 0; t < steps; ++t) {
        const double hour = static_cast<double>(t) * step_hours;
        const int day = static_cast<int>(hour / hours_a_day + 1e-9);
        const int y = year + day / days_a_year;
        const auto date = planning_day(y, day % days_a_year);
        if (y != of_year) standard = clock.standard(of_year = y);
        const seconds of_day(std::llround((hour - day * hours_a_day) * 3600));
        const date::sys_seconds instant = date::sys_days(date) + of_day - standard;
        axis.times_.push_back(wall_time(instant + clock.offset(instant)));
        count(axis.months_, axis.month_of_, y, static_cast<int>(static_cast<unsigned>(date.month())), t);
    }
    for (auto& month : axis.months_) {
        month.days = static_cast<double>(month.count) * step_hours / hours_a_day;
        month.part = month.days / days_of_month[static_cast<std::size_t>(month.month - 1)];
    }
    return axis;
}

MeterAxis MeterAxis::metered(std::chrono::sys_seconds start, std::chrono::minutes step, std::size_t steps,
                             const std::string& zone) {
    Clockwork clock(zone);
    MeterAxis axis;
    axis.hours_ = static_cast<double>(step.count()) / 60;
    axis.first_hour_ = static_cast<double>(start.time_since_epoch().count()) / 3600;
    for (std::size_t t = 0; t < steps; ++t) {
        const date::sys_seconds instant = start + static_cast<int>(t) * step;
        axis.times_.push_back(wall_time(instant + clock.offset(instant)));
        const WallTime& wall = axis.times_.back();
        count(axis.months_, axis.month_of_, wall.year, wall.date.month, t);
    }
    for (auto& month : axis.months_) {
        const auto first = date::year(month.year) / date::month(static_cast<unsigned>(month.month)) / date::day(1);
        const auto length = clock.begin(first + date::months(1)) - clock.begin(first);
        const double hours = static_cast<double>(month.count) * axis.hours_;
        month.part = hours / (static_cast<double>(length.count()) / 3600);
        month.days =
            month.part * static_cast<double>((date::sys_days(first + date::months(1)) - date::sys_days(first)).count());
    }
    return axis;
}

std::int64_t MeterAxis::window(std::size_t interval, double hours) const {
    if (hours <= hours_) return static_cast<std::int64_t>(interval);
    constexpr double tiny = 1e-9;  // of an hour: a twelfth of an hour is no binary number
    return static_cast<std::int64_t>(std::floor((first_hour_ + static_cast<double>(interval) * hours_ + tiny) / hours));
}

}  // namespace gaiku
