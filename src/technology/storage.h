#pragma once

#include <optional>
#include <string>
#include <vector>

#include "technology/technology.h"

namespace gaiku {

/// A hot battery (NAS) is heated. Then it either charges or discharges, c + d <= power, and its heater takes
///
///   h = idle x power + (charging - idle) x c + (discharging - idle) x d
///
/// so that each rate is what it takes, a kW of power, in that state at full power.
struct StandbyHeat {
    double idle = 0, charging = 0, discharging = 0;
};

/// What a store is. With c, d >= 0 the power into and out of it at its balance and L its level, kWh:
///
///   L = (1 - loss)^hours x L before + hours x (charge_efficiency x c - d / discharge_efficiency)
///   lowest x capacity <= L <= capacity;  c <= power;  d <= power
///
/// The level ends as it began, unless `start` gives the share of the capacity that it begins with.
struct Storage {
    std::string place, carrier;
    double charge_efficiency = 1;
    double discharge_efficiency = 1;
    double loss_per_hour = 0;  ///< share of the level
    double lowest = 0;         ///< share of the capacity that must stay
    bool electric = false;     ///< its power makes PV count as supply of one's own
    std::optional<StandbyHeat> heat{};
    double step_hours = 1;  ///< length of the plan's steps, for which losses are worked out beforehand
};

/// Steps a store: controls are c and d, ports -c and d, and -h where it is heated.
class StorageMachine final : public Machine {
public:
    StorageMachine(const Storage& storage, double kwh, double kw);
    void step(std::size_t step, double hours, std::span<const double> wanted, double& level,
              std::span<double> ports) const override;

private:
    double kwh_, lowest_kwh_, kw_;
    double charge_efficiency_, discharge_efficiency_;
    double kept_per_hour_, usual_hours_, kept_in_usual_step_;
    std::optional<StandbyHeat> heat_;
};

/// Writes a store into a network; its sizes are capacity (kWh) and power (kW).
void add_storage(AssetNetwork& asset, const Storage& storage);
/// Power, efficiencies, loss, lowest level and the rule they are run by, which stores have in common.
[[nodiscard]] std::vector<Field> storage_fields(bool with_efficiencies, const std::string& rule);
/// Reads them.
[[nodiscard]] Storage read_storage(const AssetInput& asset, std::string carrier);
void check_storage(const AssetInput& asset, Findings& findings);

}  // namespace gaiku
