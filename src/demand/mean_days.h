#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <vector>

namespace gaiku {

/// The seasons of Japanese energy planning: June to September; April, May, October, November; December to March.
enum class DaySeason { summer, between, winter };
inline constexpr std::array<DaySeason, 3> day_seasons{DaySeason::summer, DaySeason::between, DaySeason::winter};

/// Month 0 to 11.
[[nodiscard]] DaySeason season_of(std::size_t month);

/// Month, 0 to 11, of an hour since 1 January 0:00 in years of 365 days.
[[nodiscard]] std::size_t month_of_year(double hour);

/// Mean power by the hour of the day, kW, from 0:00 on.
using MeanDay = std::array<double, 24>;

/// Mean weekdays and days off (Saturdays, Sundays, holidays) by season. Where the plan knows no weekdays all are
/// weekdays. Nothing where the hours planned have no such day.
class MeanDays {
public:
    /// `days_off`: of the days of a year, or empty where all are alike.
    explicit MeanDays(const std::vector<bool>& days_off) : days_off_(days_off) {}

    /// A step from `begin_h` hours after 1 January 0:00 on.
    void add(double begin_h, double hours, double kw);

    [[nodiscard]] std::optional<MeanDay> of(DaySeason season, bool day_off) const;

private:
    struct Sum {
        MeanDay kwh{}, hours{};
    };
    [[nodiscard]] bool is_off(std::size_t day) const { return !days_off_.empty() && days_off_[day % days_off_.size()]; }

    std::vector<bool> days_off_;
    std::array<std::array<Sum, 2>, day_seasons.size()> sums_{};
};

}  // namespace gaiku
