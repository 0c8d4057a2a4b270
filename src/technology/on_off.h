#pragma once

#include <vector>

#include "technology/asset_input.h"
#include "technology/network_builder.h"
#include "technology/part_load.h"

namespace gaiku {

/// How a machine is switched and which units it is made of: `minimum_load`, `minimum_up_time`, `minimum_down_time`,
/// `start_cost`, `units` of an asset. Without any of them it runs at every load and in every size.
class OnOff {
public:
    struct Unit {
        double kw = 0;
        double count = 1;     ///< that there are, or at most where the capacity is sized
        double capital = -1;  ///< money a kW of this size; below 0: that of the asset
    };

    OnOff() = default;
    explicit OnOff(const AssetInput& asset);

    /// It is on or off.
    [[nodiscard]] bool switches() const { return minimum_load > 0; }

    double minimum_load = 0;  ///< share of the size of a unit
    double minimum_up_h = 0, minimum_down_h = 0;
    double start_cost = 0;    ///< money a start, as written
    std::vector<Unit> units;  ///< as in the file; empty: one unit, as large as the capacity
    bool sized = false;       ///< how many of them there are is to be found
};

/// What the name of a kind of units begins with: "units of 25 kW".
inline constexpr std::string_view units_of = "units of ";

/// The descriptors, and what they cannot see.
[[nodiscard]] std::vector<Field> on_off_fields();
void check_on_off(const AssetInput& asset, Findings& findings);

/// The number of each kind of units as whole numbers whose sizes sum up to the capacity; empty where none are sized.
[[nodiscard]] std::vector<network::CapacityId> add_unit_counts(AssetNetwork& asset, const OnOff& on_off,
                                                               network::CapacityId capacity);

/// Output and input of a machine as flows.
struct OutputAndInput {
    network::FlowId output, input;
    double per_kw = 1;  ///< of output at full load, a kW of the units
};
/// Switches of all kinds of units. `whole`: output and input of all of them together; the same flow where the
/// efficiency is constant.
std::vector<network::SwitchId> add_switches(AssetNetwork& asset, const OnOff& on_off, network::CapacityId capacity,
                                            const std::vector<network::CapacityId>& counts, const OutputAndInput& whole,
                                            const PartLoad& part_load, const Profile& availability);
/// `times` the capacity that is on of all of them, for a balance.
[[nodiscard]] std::vector<network::Term> online(AssetNetwork& asset, const std::vector<network::SwitchId>& switches,
                                                double times);

}  // namespace gaiku
