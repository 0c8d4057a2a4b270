#include "district/measured/clock_change.h"

#include <algorithm>
#include <cstdlib>

namespace gaiku {
namespace {

constexpr LocalMinutes an_hour = 60;
constexpr LocalMinutes shortest_apart = 120LL * minutes_a_day;
constexpr LocalMinutes longest_apart = 260LL * minutes_a_day;

bool at_night(LocalMinutes time) {
    const LocalMinutes of_day = time - minutes_of(day_of(time));
    return of_day <= 4 * an_hour;
}

std::chrono::weekday weekday_of(LocalMinutes time) {
    return std::chrono::weekday(day_of(time));
}

/// Whether the rows from `i` on go through the hour again that was just gone through.
bool walks_an_hour_again(const Readings& readings, std::size_t i) {
    const auto& rows = readings.rows;
    const auto again = static_cast<std::size_t>(an_hour / readings.interval_min);
    if (i < again || rows[i].begin != rows[i - 1].begin + readings.interval_min - an_hour) return false;
    for (std::size_t k = 0; k < again; ++k) {
        if (i + k >= rows.size() || rows[i + k].begin != rows[i - again + k].begin) return false;
    }
    return at_night(rows[i].begin);
}

bool leaps_an_hour(const Readings& readings, std::size_t i) {
    const auto& rows = readings.rows;
    return rows[i].begin == rows[i - 1].begin + readings.interval_min + an_hour && at_night(rows[i].begin - an_hour);
}

}  // namespace

ClockChanges find_clock_changes(const Readings& readings) {
    std::vector<std::size_t> forward, back;
    for (std::size_t i = 1; i < readings.rows.size(); ++i) {
        if (leaps_an_hour(readings, i)) forward.push_back(i);
        if (walks_an_hour_again(readings, i)) back.push_back(i);
    }
    const auto belongs = [&](std::size_t a, std::size_t b) {
        const LocalMinutes from = readings.rows[a].begin, to = readings.rows[b].begin;
        const LocalMinutes apart = std::abs(from - to);
        return apart >= shortest_apart && apart <= longest_apart && weekday_of(from) == weekday_of(to);
    };
    const auto with_a_partner = [&](const std::vector<std::size_t>& those, const std::vector<std::size_t>& others) {
        std::vector<std::size_t> kept;
        std::copy_if(those.begin(), those.end(), std::back_inserter(kept), [&](std::size_t i) {
            return std::any_of(others.begin(), others.end(), [&](std::size_t j) { return belongs(i, j); });
        });
        return kept;
    };
    return {with_a_partner(forward, back), with_a_partner(back, forward)};
}

void to_standard_time(Readings& readings, const ClockChanges& changes) {
    if (changes.forward.empty() || changes.back.empty()) return;
    LocalMinutes ahead = changes.back.front() < changes.forward.front() ? an_hour : 0;  // begins within summer
    auto forward = changes.forward.begin();
    auto back = changes.back.begin();
    for (std::size_t i = 0; i < readings.rows.size(); ++i) {
        if (forward != changes.forward.end() && *forward == i) {
            ahead = an_hour;
            ++forward;
        }
        if (back != changes.back.end() && *back == i) {
            ahead = 0;
            ++back;
        }
        readings.rows[i].begin -= ahead;
    }
}

}  // namespace gaiku
