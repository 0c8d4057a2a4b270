#pragma once

#include <array>
#include <chrono>
#include <span>
#include <string>
#include <vector>

#include "reference/tables.h"
#include "virtual/random.h"

namespace gaiku::field {

inline constexpr std::size_t minutes_a_day = 1440;
/// kW of every minute of a day.
using DayCurve = std::array<float, minutes_a_day>;

/// An appliance as the table household_appliances describes it, or as a household has it.
struct Appliance {
    enum class When { meal, evening, awake, night };
    double owned = 1;
    double power_kw = 0, duration_h = 0, uses = 0, per_person = 0;
    When when = When::awake;
};
[[nodiscard]] std::vector<Appliance> appliances(const Tables& tables);

/// One household: who lives there, how their days go, what they own. Every draw is its own, so that no two are alike.
struct Household {
    int persons = 1;                                          ///< 4: four or more
    double out_on_weekdays = 0, out_on_days_off = 0;          ///< probability that nobody is at home during the day
    double wake_h = 0, leave_h = 0, back_h = 0, sleep_h = 0;  ///< hours of the day; sleep_h may be above 24
    double standby_kw = 0, fridge_kw = 0, fridge_share = 0, fridge_minutes = 0;
    double light_kw = 0;
    double cooling_from_c = 0, heating_below_c = 0;
    double air_kw_per_k = 0, air_most_kw = 0;  ///< air conditioner, at the socket
    bool heats_by_air = true;                  ///< else by gas or oil
    double away_probability = 0;               ///< a day or more on which nobody comes
    double charger_kw = 0;                     ///< of a vehicle; 0: none
    double driven_kwh = 0;                     ///< that it is charged in a day, the mean
    std::vector<Appliance> has;
};

[[nodiscard]] Household draw_household(std::span<const Appliance> known, Random& random);

/// What a day brings to all.
struct DayOutside {
    std::chrono::sys_days date;
    bool day_off = false;
    std::array<double, 24> temperature_c{};
};

/// A household's electricity without its vehicle, and the vehicle's, of one day; `seed` is the household's. The same
/// for the same day whatever came before.
void live_day(const Household& household, std::uint64_t seed, const DayOutside& day, DayCurve& home_kw,
              DayCurve* charger_kw);

}  // namespace gaiku::field
