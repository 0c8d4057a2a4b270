#pragma once

#include <string>
#include <vector>

#include "technology/on_off.h"
#include "technology/part_load.h"
#include "technology/technology.h"

namespace gaiku {

/// What a machine of one degree of freedom is: everything that enters or leaves it follows its main flow q, kW.
///
///   0 <= q <= availability x capacity; on or off where it has a minimum load (on_off.h)
///   input w = q, or by part load the highest piece of slope x q + intercept x capacity: what it takes when it runs
///   evenly. What is not on or off may take more, up to what it takes when it makes the same by full load and
///   standstill in turn port p: kW into its balance = per_main x q, or per_main x w where it follows the input
struct Converter {
    struct Port {
        std::string name, place, carrier;
        Profile per_main;            ///< kW into the balance; negative: taken out of it
        bool follows_input = false;  ///< falls and rises with part-load efficiency
    };
    std::vector<Port> ports;  ///< the first is the main one
    SizeKeys size{};
    PartLoad part_load{};
    Profile availability = 1.0;    ///< of the capacity
    bool curtailable = true;       ///< may give less than is available
    Profile cost_per_main = 0.0;   ///< money a kWh of q, already weighted
    Profile cost_per_input = 0.0;  ///< money a kWh of w, already weighted
    bool has_sale = false;         ///< part of the main flow may be sold where it arises
    Profile sale_price = 0.0;      ///< money a kWh, already weighted
    std::optional<StandAlone> stand_alone{};

    /// Money a kWh of q: with that of w where both are one flow.
    [[nodiscard]] Profile cost_of_main() const {
        return part_load.is_constant() ? sum(cost_per_main, cost_per_input) : cost_per_main;
    }
};

/// A technology that is a Converter: it says which, the rest follows.
class ConverterTechnology : public Technology {
public:
    [[nodiscard]] bool in_networks() const override { return true; }
    void add_to(AssetNetwork& network) const override;
    [[nodiscard]] std::unique_ptr<Machine> machine(const AssetInput& asset,
                                                   std::span<const double> sizes) const override;
    [[nodiscard]] std::unique_ptr<Machine> machine_in_outage(const AssetInput& asset,
                                                             std::span<const double> sizes) const override;
    [[nodiscard]] std::vector<CurveFit> curve_fits(const AssetInput& asset) const override {
        return converter(asset).part_load.fits();
    }

    /// Its numbers for one asset. Validated assets only.
    [[nodiscard]] virtual Converter converter(const AssetInput& asset) const = 0;
};

/// Fields of running cost: `upkeep_per_kwh` of the main flow, `upkeep_per_input` of what it consumes.
[[nodiscard]] std::vector<Field> converter_cost_fields();
/// Puts them into a converter whose first input has the efficiency `efficiency` (main flow over input).
void read_converter_costs(const AssetInput& asset, const Profile& efficiency, Converter& converter);
/// The checks of place, size, capital and upkeep.
void check_converter(const AssetInput& asset, Findings& findings);

}  // namespace gaiku
