#pragma once

#include "assess/resilience/outages.h"

namespace gaiku::resilience {

/// How many of a set of outages are survived so long.
struct Curve {
    double starts = 0;                ///< outages
    double mean_hours = 0;            ///< at least, where some lasted to the horizon
    std::vector<double> probability;  ///< that an outage is survived for Survival::hours[i] or longer
};

/// The load of a class in an outage, until it ends or reaches the horizon: the mean of all outages.
struct ClassLoad {
    double served_hours = 0;  ///< in which all of it was served
    double asked_kwh = 0;
    double unserved_kwh = 0;
};

/// What one more of something is worth.
struct Help {
    enum class What { energy, power, fuel };
    std::string id;  ///< asset
    What what = What::energy;
    double amount = 1;       ///< kWh of a store, kW of a generator, days of a generator's fuel at full output
    double extra_hours = 0;  ///< that an outage is survived longer, the mean of all; those beyond the horizon gain 0
};

enum class Season { spring, summer, autumn, winter };  // from March, June, September, December on
inline constexpr std::array<const char*, 4> season_names{"spring", "summer", "autumn", "winter"};
[[nodiscard]] Season season_of(int month);
/// Hour of the day, 0 to 23, in which a step begins.
[[nodiscard]] std::size_t start_hour(std::size_t step, double step_hours);

/// What a year's outages say. Where generators may fail, probabilities and mean hours count that; loads by class and
/// what helps are those of generators that do not.
struct Survival {
    LoadClass ends_with = LoadClass::shelter;
    double horizon_hours = 0;
    double lasted = 0;            ///< share of the outages that reached the horizon
    double least_hours = 0;       ///< the shortest, if no generator fails
    double least_start_hour = 0;  ///< of the year, with which it begins
    std::vector<double> hours;    ///< for which the curves are told: every hour of the first day, then ever fewer
    Curve all;
    Curve without_failures;  ///< the same if generators did not fail; empty where they do not
    /// With failures all curves are at least so; this is what `all` may be more, where histories were left out.
    Curve may_be_more;
    double most_left_out = 0;  ///< that any probability told may be more: of all, a season or a start hour
    [[nodiscard]] bool failures_exact() const { return most_left_out < 1e-9; }
    std::array<Curve, 4> seasons;
    std::vector<Curve> start_hours;  ///< by hour of the day in which an outage begins
    std::array<ClassLoad, load_classes> classes{};
    std::vector<Help> helps;  ///< the most helpful first
};

/// Hours at which curves are told: each step of the first day, every 3 h of the next two, then every 12 h; the
/// horizon last.
[[nodiscard]] std::vector<double> told_hours(double step_hours, double horizon_hours);

/// Sums up the outages of a run; `months` as it was given.
[[nodiscard]] Survival survival_of(const Island& island, const std::vector<Outage>& outages,
                                   const std::vector<std::uint8_t>& months);

}  // namespace gaiku::resilience
