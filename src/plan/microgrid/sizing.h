#pragma once

#include <vector>

#include "demand/profile.h"

namespace gaiku {

/// What a plant whose size is given counts as.
enum class FixedPart { existing_pv, main_source, new_pv };

/// A plant whose size is given: its typical day, kW in each hour.
struct FixedPlant {
    Day kw_by_hour{};
    double kw = 0;  ///< installed
    double kwh_per_day = 0;
    FixedPart part = FixedPart::main_source;
};

/// A plant whose size is looked for.
struct SizedPlant {
    Day hours{};                ///< share of the day's energy in each hour
    double kwh_per_kw_day = 0;  ///< of one installed kW
    double share = 1;           ///< part in what all sized plants give together
};

/// The demand-side equipment that takes the place of a part of the battery, kWh.
struct Equipment {
    double water_heater = 0;
    double home_battery = 0;
    double electric_vehicle = 0;
    [[nodiscard]] double sum() const { return water_heater + home_battery + electric_vehicle; }
};

struct SizingInput {
    Day demand_kw{};
    std::vector<FixedPlant> fixed;
    std::vector<SizedPlant> sized;
    Equipment equipment;
    double fixed_battery_kwh = 0;  ///< batteries whose size is given
    bool floor_always = false;     ///< never below the least battery; else only where equipment covers the need
    double floor_rate = 8;         ///< kW of local plants for a kWh of least battery
    double floor_step_kwh = 10;    ///< the least battery is rounded up to a multiple
};

/// What a supply rate needs. Energies in kWh a day, unrounded.
struct Sizing {
    double supply_rate = 0;  ///< that results: never less than the fixed plants give
    double daily_demand_kwh = 0;
    double emergency_demand_kwh = 0;
    double existing_pv_kwh = 0;
    double existing_pv_kw = 0;
    double main_source_kwh = 0;
    double main_source_kw = 0;
    double new_pv_kwh = 0;
    double new_pv_kw = 0;
    double surplus_kwh = 0;  ///< of plants that give more than the whole demand
    double battery_need_kwh = 0;
    double fixed_battery_kwh = 0;       ///< batteries whose size is given
    double battery_difference_kwh = 0;  ///< need less equipment and given batteries; may be negative
    double battery_floor_kwh = 0;
    bool battery_floor_applied = false;
    double battery_install_kwh = 0;
    bool reachable = true;                       ///< false: the rate needs plants to be sized, and there are none
    std::vector<double> sized_kw;                ///< of each sized plant
    std::array<double, 25> battery_level_kwh{};  ///< at 0:00, 1:00, ... 24:00

    /// Batteries that stand in the end, given and sized.
    [[nodiscard]] double battery_total_kwh() const { return fixed_battery_kwh + battery_install_kwh; }
};

/// Sizes plants and battery for a supply rate (share of the daily demand); a rate of 0 asks for what the fixed plants
/// give. Source: document 002, cases 1-4. Storage losses are ignored, as there.
[[nodiscard]] Sizing size_microgrid(const SizingInput& input, double supply_rate);

}  // namespace gaiku
